// SPDX-License-Identifier: MIT
/** What Emscripten makes of studio_module.cc: raw, and typed here alone. */
import type { Compiled, CompileOptions, Diagnostic, PageInput } from './studio-api.ts';

export interface RawRecords {
  readonly state: number;
  readonly categories: number;
  readonly sensitive: boolean;
  readonly exceptions: string;
  readonly revision: number;
  readonly issued_s: number;
  readonly expires_s: number;
  readonly id: string;
}

export interface RawPolicy {
  ok(): boolean;
  diagnostics(): readonly Diagnostic[];
  revision(): number;
  lifetime_s(): number;
  service_count(): number;
  service_id(number: number): string;
  category(number: number): string;
  classify_url(url: string): number;
  classify_path(path: string): number;
  classify_cookie(name: string): number;
  classify_storage(kind: number, name: string): number;
  decide(page: Required<PageInput>): readonly number[];
  page_policy(page: Required<PageInput>): string;
  jurisdiction(page: Required<PageInput>): string;
  read_records(page: Required<PageInput>): RawRecords;
  write_records(
    categories: number,
    sensitive: boolean,
    exceptions: string,
    host: string,
    secure: boolean,
    now_s: number,
    entropy: Uint8Array,
  ): string;
  delete(): void;
}

export interface RawStudio {
  compile(policy: string, options: CompileOptions): Compiled;
  lint(policy: string, options: CompileOptions): string;
  readonly Policy: new (policy: string, options: CompileOptions) => RawPolicy;
}

declare function createModule(options: { wasmBinary: Uint8Array }): Promise<RawStudio>;
// biome-ignore lint/style/noDefaultExport: Emscripten exports it so
export default createModule;
