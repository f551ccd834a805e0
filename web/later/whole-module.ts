// SPDX-License-Identifier: MIT
/** The page module with what only choices, refused requests and developers need: it writes records and knows URLs. */
import type { PageData } from '../page-data.ts';
import { type Exports, openPageModule, type PageModule } from '../page-module.ts';

declare const AKKOORD_MODULE: string;

export interface WholeModule extends PageModule {
  classifyUrl(url: string): number;
  /** For the site's own paths. */
  classifyPath(path: string): number;
  /** Whether the record names a service apart from its category: 1 granted, 2 refused. */
  exception(service: number): number;
  /** Where the law lets a service run without consent, unless the visitor objects. */
  exemption(service: number): number;
  /** The cookies to write, in order; none when they do not fit. */
  choose(bits: number, exceptions: string, secure: boolean, now_s: number): readonly string[];
}

/** Numbers of wasm/page_module.cc, `exemption`: nowhere, on all pages, on this one, on pages of others alone. */
export const exemption = { none: 0, everywhere: 1, here: 2, elsewhere: 3 } as const;

interface WholeExports extends Exports {
  /** classify_url */
  m(bytes: number): number;
  /** classify_path */
  n(bytes: number): number;
  /** exception */
  t(service: number): number;
  /** choose */
  u(bits: number, exceptions: number, secure: number, now_s: number): number;
  /** exemption */
  v(service: number): number;
}

/** How many random bytes a consent id takes (core/consent_id.h). */
const entropy_bytes = 10;

let opened: WholeModule | undefined;

/** The page's one; throws where the browser refuses it now, though it took the smaller one. */
export function wholeModule(data: PageData): WholeModule {
  if (!opened) {
    opened = openWholeModule(AKKOORD_MODULE, data.blob);
    data.follow?.(opened, data);
  }
  return opened;
}

/** Opens the policy in a module packed as text; throws, and says why. */
export function openWholeModule(code: string, policy: string): WholeModule {
  const core = openPageModule(code, policy);
  if (typeof core === 'string') throw new Error(core);
  const { io, write, read } = core;
  const whole = core.exports as WholeExports;
  return {
    ...core,
    exception: whole.t,
    exemption: whole.v,
    classifyUrl: (url) => whole.m(write(url)),
    classifyPath: (path) => whole.n(write(path)),
    choose(bits, exceptions, secure, now_s) {
      const size_bytes = write(exceptions);
      io.set(crypto.getRandomValues(new Uint8Array(entropy_bytes)), size_bytes);
      const lines = read(whole.u(bits, size_bytes, Number(secure), now_s));
      return lines.split('\n').filter(Boolean);
    },
  };
}
