// SPDX-License-Identifier: MIT
/**
 * The studio module with types: the same compiler and core as the command line and the page, for developers'
 * tools in a browser or in Node.
 *
 *     import { loadStudio } from './akkoord-studio.js';
 *     const studio = await loadStudio();
 *     const policy = studio.open(text);
 *     policy.classifyUrl('https://www.google-analytics.com/g/collect');
 */
import createModule, { type RawPolicy, type RawRecords } from './akkoord-studio-module.js';
import type {
  Category,
  CategoryChoice,
  Claim,
  Compiled,
  Diagnostic,
  Linted,
  Outcome,
  PageInput,
  Reason,
  RecordState,
  RecordsRead,
  ServiceDecision,
  StorageKind,
  Studio,
  StudioPolicy,
} from './studio-api.ts';

export type * from './studio-api.ts';

// The spelling of the core's numbers (core/decision.h, records.h, classify.h), by place.
const outcomes: readonly Outcome[] = ['not_asked', 'refused', 'granted'];
const reasons: readonly Reason[] = [
  'record',
  'expired',
  'revision',
  'malformed',
  'gpc',
  'sensitive_route',
  'mandatory',
  'exempt',
];
const states: readonly RecordState[] = [
  'none',
  'current',
  'expired',
  'issued_later',
  'other_revision',
  'malformed',
];
const storageKinds: readonly StorageKind[] = [
  'local_storage',
  'session_storage',
  'indexed_db',
  'caches',
];
const byteOrderMark = '\uFEFF';
const optional = ['functional', 'analytical', 'advertising', 'social'] as const;

/** Loads the module; in Node from the file beside this one, in a browser from the same folder. */
export async function loadStudio(): Promise<Studio> {
  const address = new URL('./akkoord-studio.wasm', import.meta.url);
  const module = await createModule({ wasmBinary: await bytesAt(address) });
  return {
    compile: (policy, options = {}) => marked(module.compile(policy, options)),
    lint: (policy, options = {}) => JSON.parse(module.lint(policy, options)) as Linted,
    open(policy, options = {}) {
      const opened = new module.Policy(policy, options);
      if (opened.ok()) return wrap(opened);
      const [first] = opened.diagnostics();
      opened.delete();
      throw new Error(first ? placed(first) : 'The policy can not be compiled.');
    },
  };
}

/** Text that crosses from the module loses its byte order mark, by which browsers read the script as UTF-8. */
function marked(compiled: Compiled): Compiled {
  const script = compiled.files['akkoord.js'];
  if (script === undefined || script.startsWith(byteOrderMark)) return compiled;
  return { ...compiled, files: { ...compiled.files, 'akkoord.js': byteOrderMark + script } };
}

async function bytesAt(address: URL): Promise<Uint8Array> {
  if (address.protocol !== 'file:') {
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  }
  const { readFile } = await import('node:fs/promises');
  return readFile(address);
}

function placed({ path, line, column, fault, remedy }: Diagnostic): string {
  return `${path}:${line}:${column}: ${fault}${remedy ? `\n${remedy}` : ''}`;
}

function wrap(opened: RawPolicy): StudioPolicy {
  const services = Array.from({ length: opened.service_count() }, (_, number) => ({
    service: opened.service_id(number),
    category: opened.category(number) as Category,
  }));
  const claim = (number: number): Claim | null => services[number] ?? null;
  const page = ({
    cookies = '',
    route = '/',
    host = '',
    jurisdiction = '',
    now_s,
    gpc = false,
  }: PageInput) => ({
    cookies,
    route,
    host,
    jurisdiction,
    now_s,
    gpc,
  });
  return {
    services,
    revision: opened.revision(),
    lifetime_s: opened.lifetime_s(),
    diagnostics: opened.diagnostics(),
    classifyUrl: (url) => claim(opened.classify_url(url)),
    classifyPath: (path) => claim(opened.classify_path(path)),
    classifyCookie: (name) => claim(opened.classify_cookie(name)),
    classifyStorage: (kind, name) =>
      claim(opened.classify_storage(storageKinds.indexOf(kind), name)),
    decide(input) {
      const decided = opened.decide(page(input));
      return Object.fromEntries(
        services.map(({ service }, number) => [service, decision(decided[number] ?? 0)]),
      );
    },
    pagePolicy: (input) => opened.page_policy(page(input)),
    jurisdiction: (input) => opened.jurisdiction(page(input)),
    writeRecords: ({ choice, services: named = {}, host, secure, now_s, entropy }) =>
      opened
        .write_records(
          bitsOf(choice),
          choice.sensitive === true,
          exceptionsText(named),
          host,
          secure,
          now_s,
          entropy,
        )
        .split('\n')
        .filter((line) => line !== ''),
    readRecords: (cookies, now_s) => recordsOf(opened.read_records(page({ cookies, now_s }))),
    delete: () => opened.delete(),
  };
}

function decision(number: number): ServiceDecision {
  return {
    outcome: outcomes[number >> 4] ?? 'not_asked',
    reason: reasons[number & 15] ?? 'malformed',
  };
}

function bitsOf(choice: CategoryChoice): number {
  return optional.reduce((bits, name, place) => bits | (choice[name] ? 1 << place : 0), 0);
}

function exceptionsText(services: Readonly<Record<string, boolean>>): string {
  return Object.entries(services)
    .map(([id, granted]) => `${granted ? '+' : '-'}${id}`)
    .join('.');
}

function recordsOf(raw: RawRecords): RecordsRead {
  const chosen = (place: number): boolean => (raw.categories & (1 << place)) !== 0;
  const exceptions = raw.exceptions.split('.').filter((one) => one !== '');
  return {
    state: states[raw.state] ?? 'malformed',
    choice: {
      functional: chosen(0),
      analytical: chosen(1),
      advertising: chosen(2),
      social: chosen(3),
      sensitive: raw.sensitive,
    },
    services: Object.fromEntries(exceptions.map((one) => [one.slice(1), one.startsWith('+')])),
    record:
      states[raw.state] === 'current'
        ? {
            id: raw.id,
            revision: raw.revision,
            issued_s: raw.issued_s,
            expires_s: raw.expires_s,
          }
        : null,
  };
}
