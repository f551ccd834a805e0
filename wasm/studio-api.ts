// SPDX-License-Identifier: MIT
/** What the studio module offers: the types of its functions, and what each means. */
export type Category = 'mandatory' | 'functional' | 'analytical' | 'advertising' | 'social';
export type Outcome = 'not_asked' | 'refused' | 'granted';
export type Reason =
  | 'record'
  | 'expired'
  | 'revision'
  | 'malformed'
  | 'gpc'
  | 'sensitive_route'
  | 'mandatory'
  | 'exempt';
export type RecordState =
  | 'none'
  | 'current'
  | 'expired'
  | 'issued_later'
  | 'other_revision'
  | 'malformed';
export type StorageKind = 'local_storage' | 'session_storage' | 'indexed_db' | 'caches';

/** A message of the compiler. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  readonly path: string;
  /** From 1; 0 where it is about the file as a whole. */
  readonly line: number;
  readonly column: number;
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly fault: string;
  readonly remedy: string;
}

export interface CompileOptions {
  /** How messages name the policy; "policy.json" unless given. */
  readonly path?: string;
  /** The text of the former lock file. */
  readonly lock?: string;
  /** The text of a host map (`akkoord compile --map-hosts`). */
  readonly host_map?: string;
  /** Where the script will lie; "/akkoord/" unless given. */
  readonly base?: string;
  /** Today, `YYYY-MM-DD`: the lock notes it of a new revision. Without it there is no date. */
  readonly date?: string;
}

export interface Compiled {
  /** Whether there are files. With an error there are none. */
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Text by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** The text of the new lock file. */
  readonly lock: string;
  /** The inline bootstrap's hash as a Content-Security-Policy names it. */
  readonly bootstrap_hash: string;
}

/** What a lint found about one rule, at one place where the rule failed. */
export interface Finding {
  /** The rule's name and number, what it asks for, and on whose word. */
  readonly rule: string;
  readonly number: number;
  readonly title: string;
  readonly source: string;
  /** What the rule must see: those that need a page are not checked here. */
  readonly needs: 'policy' | 'page';
  readonly verdict: 'passed' | 'failed' | 'not_checked';
  /** How bad a failure is; null unless the rule failed. */
  readonly severity: 'error' | 'warning' | 'note' | null;
  readonly path: string | null;
  /** From 1; null where it is about no line. */
  readonly line: number | null;
  readonly column: number | null;
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string | null;
  /** A page's address; null here, where no page is opened. */
  readonly page: string | null;
  readonly evidence: string;
  readonly remedy: string;
}

/** What a lint found, as `akkoord lint --format json` writes it. */
export interface Linted {
  /** Whether no failure is an error. It judges what was looked at, no site as a whole. */
  readonly ok: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly passed: number;
  readonly not_checked: number;
  /** One at least for each rule, in the order of their numbers. */
  readonly findings: readonly Finding[];
}

/** What a page tells the core. */
export interface PageInput {
  /** A Cookie header, or `document.cookie`. */
  readonly cookies?: string;
  /** The page's path; "/" unless given. */
  readonly route?: string;
  /** The page's host, without port; none unless given. */
  readonly host?: string;
  /** The country that the page names, `data-akkoord-jurisdiction`. */
  readonly jurisdiction?: string;
  /** Seconds since 1970-01-01 UTC. */
  readonly now_s: number;
  /** Whether the browser sends Global Privacy Control. */
  readonly gpc?: boolean;
}

export interface Claim {
  readonly service: string;
  readonly category: Category;
}

export interface ServiceDecision {
  readonly outcome: Outcome;
  readonly reason: Reason;
}

/** A choice by category; what is left out is refused. */
export interface CategoryChoice {
  readonly functional?: boolean;
  readonly analytical?: boolean;
  readonly advertising?: boolean;
  readonly social?: boolean;
  /** The grants hold on sensitive routes too. */
  readonly sensitive?: boolean;
}

export interface RecordsToWrite {
  readonly choice: CategoryChoice;
  /** Services that differ from their category, by id. */
  readonly services?: Readonly<Record<string, boolean>>;
  /** The page's host, without port. */
  readonly host: string;
  /** Whether the page came by https. */
  readonly secure: boolean;
  readonly now_s: number;
  /** 10 random bytes for the consent id. */
  readonly entropy: Uint8Array;
}

export interface RecordsRead {
  readonly state: RecordState;
  readonly choice: Required<CategoryChoice>;
  /** Services that differ from their category, by id. */
  readonly services: Readonly<Record<string, boolean>>;
  /** Null unless the record is current. */
  readonly record: {
    readonly id: string;
    readonly revision: number;
    readonly issued_s: number;
    readonly expires_s: number;
  } | null;
}

/** A policy opened for questions. Call delete() when done: its memory is the module's. */
export interface StudioPolicy {
  readonly revision: number;
  /** How long a choice holds, in seconds. */
  readonly lifetime_s: number;
  readonly services: readonly Claim[];
  readonly diagnostics: readonly Diagnostic[];
  /** Null: no service claims it. */
  classifyUrl(url: string): Claim | null;
  /** For the site's own paths that proxy a service. */
  classifyPath(path: string): Claim | null;
  classifyCookie(name: string): Claim | null;
  classifyStorage(kind: StorageKind, name: string): Claim | null;
  decide(page: PageInput): Readonly<Record<string, ServiceDecision>>;
  pagePolicy(page: PageInput): string;
  /** The country whose rules the page follows; empty where it is of none: then the strictest. */
  jurisdiction(page: PageInput): string;
  /** Set-Cookie values, in order. */
  writeRecords(records: RecordsToWrite): readonly string[];
  readRecords(cookies: string, now_s: number): RecordsRead;
  delete(): void;
}

export interface Studio {
  compile(policy: string, options?: CompileOptions): Compiled;
  /** Judges a policy by the regulators' rules, errors or not; `lock` is what revisions are held against. */
  lint(policy: string, options?: CompileOptions): Linted;
  /** Throws an Error whose message is the first diagnostic when the policy can't be compiled. */
  open(policy: string, options?: CompileOptions): StudioPolicy;
}
