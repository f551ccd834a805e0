// SPDX-License-Identifier: MIT
/**
 * The core as the page has it: the raw exports of wasm/page_module.cc, with text passed both ways.
 *
 * All text goes through one area of the module's memory; an answer is read before the next call.
 */

/** Their places are their numbers, everywhere. */
export const categoryNames = [
  'mandatory',
  'functional',
  'analytical',
  'advertising',
  'social',
] as const;
export type CategoryName = (typeof categoryNames)[number];

/** Numbers of core/records.h, `RecordState`. */
export const recordState = { current: 1, malformed: 5 } as const;
/** Numbers of core/decision.h. */
export const outcome = { notAsked: 0, refused: 1, granted: 2 } as const;
export const reason = { sensitiveRoute: 5 } as const;

/** What classifying answers when no service claims a name, and for Akkoord's own records. */
export const noService = -1;
export const ownRecord = -2;

/**
 * What wasm/page_module.cc exports: one letter a function, since names would travel to each page. The module that
 * loads with each page lacks what later/whole-module.ts names.
 */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  /** io: runs static constructors, where the linker left any. */
  b(): number;
  /** io_bytes */
  c(): number;
  /** blob_room */
  d(bytes: number): number;
  /** open */
  e(bytes: number): number;
  /** decide */
  f(cookies: number, route: number, host: number, now_s: number, gpc: number): number;
  /** service_count */
  g(): number;
  /** service_id */
  h(service: number): number;
  /** category */
  i(service: number): number;
  /** outcome */
  j(service: number): number;
  /** reason */
  k(service: number): number;
  /** page_policy */
  l(): number;
  /** classify_cookie */
  o(bytes: number): number;
  /** classify_storage */
  p(kind: number, bytes: number): number;
  /** record: 0 issued_s, 1 expires_s */
  q(field: number): number;
  /** record_id */
  r(): number;
  /** choice */
  s(): number;
}

/** 0 local, 1 session, 2 IndexedDB, 3 caches. */
export type StorageKind = 0 | 1 | 2 | 3;

export interface PageModule {
  /** Ids of the policy's services; their places are their numbers. */
  readonly ids: readonly string[];
  /** Decides anew, for all that is asked below; returns the record state. */
  decide(cookies: string, path: string, host: string, now_s: number, gpc: boolean): number;
  category(service: number): number;
  outcome(service: number): number;
  reason(service: number): number;
  pagePolicy(): string;
  classifyCookie(name: string): number;
  classifyStorage(kind: StorageKind, key: string): number;
  issued_s(): number;
  expires_s(): number;
  recordId(): string;
  /** 1 functional, 2 analytical, 4 advertising, 8 social, 16 sensitive routes. */
  choice(): number;
  readonly exports: Exports;
  /** The area through which text passes. */
  readonly io: Uint8Array;
  /** Puts text where the exports read it, `at` bytes from the start; the bytes written. */
  write(text: string, at?: number): number;
  /** What an export has answered there. */
  read(bytes: number): string;
}

/** Why the core can't run, and the remedy. */
const refused = "WebAssembly is refused. Add 'wasm-unsafe-eval' to script-src.";
const damaged = 'akkoord.js is damaged. Upload it again as akkoord compile wrote it.';

/** By how much the module's bytes are shifted, so that most take one character (core/compile/byte_text.h). */
const codeShift = 35;

/** Bytes out of text: each character's low eight bits, less the shift, are one. */
export function unpack(text: string, shift = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at) - shift;
  return bytes;
}

/** Starts the module, in this very turn, and opens the policy in it; else says why not, and the remedy. */
export function openPageModule(code: string, policy: string): PageModule | string {
  if (!window.WebAssembly) return refused;
  const bytes = unpack(code, codeShift);
  // Validating needs no permission, so sound bytes that do not compile were refused.
  if (!WebAssembly.validate(bytes)) return damaged;
  let core: Exports;
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    core = instance.exports as unknown as Exports;
  } catch {
    return refused;
  }
  return openPolicy(core, policy) ? wrap(core) : damaged;
}

/** Opens another policy in a running module; what does not open grants nothing. */
export function openPolicy(core: Exports, policy: string): number {
  const blob = unpack(policy);
  const room = core.d(blob.length);
  if (room) new Uint8Array(core.memory.buffer).set(blob, room);
  return room && core.e(blob.length);
}

function wrap(core: Exports): PageModule {
  const io = new Uint8Array(core.memory.buffer, core.b(), core.c());
  const write = (text: string, at = 0): number => {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return new TextEncoder().encodeInto(text, io.subarray(at)).written;
      io[at + i] = code;
    }
    return text.length;
  };
  const read = (bytes: number): string => new TextDecoder().decode(io.subarray(0, bytes));

  return {
    category: core.i,
    outcome: core.j,
    reason: core.k,
    choice: core.s,
    ...{ exports: core, io, write, read },
    ids: Array.from({ length: core.g() }, (_, service) => read(core.h(service))),
    decide(cookies, path, host, now_s, gpc) {
      const fits = (cookies + path + host).length * 3 < io.length;
      const cookieBytes = fits ? write(cookies) : 0;
      const pathBytes = write(path, cookieBytes);
      const hostBytes = write(host, cookieBytes + pathBytes);
      return core.f(fits ? cookieBytes : -1, pathBytes, hostBytes, now_s, Number(gpc));
    },
    pagePolicy: () => read(core.l()),
    classifyCookie: (name) => core.o(write(name)),
    classifyStorage: (kind, key) => core.p(kind, write(key)),
    issued_s: () => core.q(0),
    expires_s: () => core.q(1),
    recordId: () => read(core.r()),
  };
}
