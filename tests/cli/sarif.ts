// SPDX-License-Identifier: MIT
/**
 * The part of SARIF 2.1.0 (OASIS Standard, 27 March 2020) that `akkoord lint` writes: what each object must have, what
 * it may have, and which words stand there. Each object names its section.
 */

/** What is wrong with a value at `place`; nothing where it is as it should be. */
type Check = (value: unknown, place: string) => readonly string[];

const is =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value, place) =>
    holds(value) ? [] : [`${place} is not ${what}: ${JSON.stringify(value)}`];

const text = is('a text', (value) => typeof value === 'string' && value !== '');
const positive = is('a positive integer', (value) => Number.isInteger(value) && Number(value) > 0);
const index = is('an index', (value) => Number.isInteger(value) && Number(value) >= 0);
/** RFC 3986: neither blanks nor what only percent-encoding may carry. */
const uri = is('a URI reference', (value) => /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(String(value)));
const oneOf = (...words: readonly string[]): Check =>
  is(`one of ${words.join(', ')}`, (value) => words.includes(String(value)));

const list =
  (of: Check): Check =>
  (value, place) =>
    Array.isArray(value)
      ? value.flatMap((one, at) => of(one, `${place}/${at}`))
      : [`${place} is no list`];

type Properties = Readonly<Record<string, Check>>;

/** An object with these properties and no others: the standard's schema closes every object. */
const object =
  (section: string, required: Properties, optional: Properties = {}): Check =>
  (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [`${place} is no object (${section})`];
    }
    const known = new Map(Object.entries({ ...required, ...optional }));
    const missing = Object.keys(required).filter((key) => !(key in value));
    return [
      ...missing.map((key) => `${place} lacks ${key} (${section})`),
      ...Object.entries(value).flatMap(([key, one]) => {
        const check = known.get(key);
        return check?.(one, `${place}/${key}`) ?? [`${place} has ${key} (${section})`];
      }),
    ];
  };

/** A tool's own facts. */
const propertyBag = is('a property bag (3.8)', (value) => typeof value === 'object' && !!value);

const message = object('3.11', { text });
const multiformat = object('3.12', { text });
const level = oneOf('none', 'note', 'warning', 'error'); // 3.27.10 and 3.50.3

const rule = object(
  '3.49',
  { id: text },
  {
    shortDescription: multiformat,
    help: multiformat,
    defaultConfiguration: object('3.50', {}, { level }),
    properties: propertyBag,
  },
);

const location = object(
  '3.28',
  {},
  {
    physicalLocation: object(
      '3.29',
      { artifactLocation: object('3.4', { uri }) },
      { region: object('3.30', { startLine: positive }, { startColumn: positive }) },
    ),
    logicalLocations: list(
      object(
        '3.33',
        {},
        { fullyQualifiedName: text, kind: oneOf('object', 'array', 'property', 'value') },
      ),
    ),
  },
);

/** A failure alone has a level (3.27.10). */
const resultShape = object(
  '3.27',
  { message },
  {
    ruleId: text,
    ruleIndex: index,
    kind: oneOf('pass', 'open', 'informational', 'notApplicable', 'review', 'fail'), // 3.27.9
    level,
    locations: list(location),
  },
);
const result: Check = (value, place) => {
  const { kind, level } = value as { kind?: string; level?: string };
  const levelled = kind === 'fail' || level === 'none';
  return [
    ...resultShape(value, place),
    ...(levelled ? [] : [`${place} is no failure, yet has a level (3.27.10)`]),
  ];
};

const runShape = object(
  '3.14',
  {
    tool: object('3.18', {
      driver: object('3.19', { name: text }, { version: text, rules: list(rule) }),
    }),
  },
  { columnKind: oneOf('utf16CodeUnits', 'unicodeCodePoints'), results: list(result) },
);

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly { readonly ruleId?: string; readonly ruleIndex?: number }[];
}

/** Each result's index leads to its rule (3.27.6), and each rule has an id of its own (3.19.23). */
const run: Check = (value, place) => {
  const faults = runShape(value, place);
  if (faults.length > 0) return faults;
  const { tool, results } = value as Run;
  const ids = tool.driver.rules.map(({ id }) => id);
  const strayed = results.filter(({ ruleId, ruleIndex = -1 }) => ids[ruleIndex] !== ruleId);
  return [
    ...strayed.map(({ ruleId }) => `${place}: the index of ${ruleId} leads elsewhere (3.27.6)`),
    ...(new Set(ids).size === ids.length ? [] : [`${place}: two rules of one id (3.19.23)`]),
  ];
};

const log = object('3.13', { version: oneOf('2.1.0'), runs: list(run) }, { $schema: uri });

/** What the standard has against a log. */
export function sarifFaults(value: unknown): readonly string[] {
  return log(value, '');
}
