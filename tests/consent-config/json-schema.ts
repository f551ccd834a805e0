// SPDX-License-Identifier: MIT
/** The part of JSON Schema 2020-12 that policy.schema.json uses, as an editor applies it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>> & { readonly service?: Schema };
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
  readonly default?: Json;
  readonly examples?: readonly Json[];
}

const understood: ReadonlySet<string> = new Set([
  ...['$ref', '$defs', 'type', 'enum', 'const', 'pattern', 'minLength', 'maxLength', 'minimum'],
  ...[
    'maximum',
    'minItems',
    'maxItems',
    'uniqueItems',
    'items',
    'required',
    'properties',
    'minProperties',
    'maxProperties',
  ],
  ...['propertyNames', 'additionalProperties', 'oneOf', 'default', 'examples'],
  ...['$schema', '$id', '$comment', 'title', 'description', 'x-akkoord-format', 'x-akkoord-remedy'],
]);

export function resolved(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
  if (target === undefined) throw new Error(`no ${schema.$ref}`);
  return resolved(target, root);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeOf(value) === type;
}

/** Pointers of what is wrong with `value`; none where it is valid. */
export function faultsOf(value: Json, given: Schema, root: Schema, pointer = ''): string[] {
  const schema = resolved(given, root);
  for (const keyword of Object.keys(schema)) {
    if (!understood.has(keyword)) throw new Error(`keyword ${keyword} is not understood here`);
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return [pointer];
  const fitting = schema.oneOf?.filter((branch) => faultsOf(value, branch, root).length === 0);
  const faults = [
    ...(isScalarValid(value, schema) ? [] : [pointer]),
    ...(fitting === undefined || fitting.length === 1 ? [] : [pointer]),
  ];
  if (Array.isArray(value)) faults.push(...arrayFaults(value, schema, root, pointer));
  if (typeOf(value) === 'object') {
    faults.push(...objectFaults(value as Readonly<Record<string, Json>>, schema, root, pointer));
  }
  return faults;
}

function isScalarValid(value: Json, schema: Schema): boolean {
  if (schema.enum !== undefined && !schema.enum.includes(value)) return false;
  if (schema.const !== undefined && schema.const !== value) return false;
  if (typeof value === 'number') {
    return value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value);
  }
  if (typeof value !== 'string') return true;
  const length = [...value].length;
  if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? length)) return false;
  return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value);
}

function arrayFaults(
  value: readonly Json[],
  schema: Schema,
  root: Schema,
  pointer: string,
): string[] {
  const { items, minItems = 0, maxItems = value.length, uniqueItems = false } = schema;
  const distinct = new Set(value.map((item) => JSON.stringify(item)));
  const bad = value.length < minItems || value.length > maxItems;
  const twice = uniqueItems && distinct.size < value.length;
  const inside = value.flatMap((item, i) =>
    items === undefined ? [] : faultsOf(item, items, root, `${pointer}/${i}`),
  );
  return [...(bad || twice ? [pointer] : []), ...inside];
}

function objectFaults(
  value: Readonly<Record<string, Json>>,
  schema: Schema,
  root: Schema,
  pointer: string,
): string[] {
  const missing = (schema.required ?? []).filter((key) => value[key] === undefined);
  const inside = Object.entries(value).flatMap(([key, item]) => {
    const place = `${pointer}/${key}`;
    const its = schema.properties?.[key];
    if (its !== undefined) return faultsOf(item, its, root, place);
    const name = schema.propertyNames;
    const badName = name !== undefined && faultsOf(key, name, root).length > 0 ? [place] : [];
    const others = schema.additionalProperties ?? true;
    if (others === false) return [place];
    return others === true ? badName : [...badName, ...faultsOf(item, others, root, place)];
  });
  const count = Object.keys(value).length;
  const isOdd =
    count > (schema.maxProperties ?? Number.POSITIVE_INFINITY) ||
    count < (schema.minProperties ?? 0);
  return [...(missing.length > 0 || isOdd ? [pointer] : []), ...inside];
}
