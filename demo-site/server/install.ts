// SPDX-License-Identifier: MIT
/**
 * How the clinic's pages get Akkoord: the lines in their head, and what the clinic's server adds to its answers.
 *
 *     header   header.html, and the module of `akkoord headers --for edge-worker` answers for each request
 *     snippet  snippet.html
 *     tag      tag.html
 */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Door } from './rewrite.ts';

export type InstallName = 'header' | 'snippet' | 'tag';
export const installNames: readonly InstallName[] = ['header', 'snippet', 'tag'];

/** Name and value, to be added beside others of the name. */
export type AddedHeader = readonly [name: string, value: string];

export interface Install {
  readonly name: InstallName;
  /** What stands in place of a page's marker, and what stands last in its body. */
  readonly lines: string;
  readonly last_lines: string;
  /** Whether a path of the site that passes it on to a service is closed to this visitor. */
  refuses(request: IncomingMessage, door: Door): boolean;
  /** What belongs to an answer of that type. */
  added(request: IncomingMessage, door: Door, type: string): readonly AddedHeader[];
}

/** The part of the generated module that is used here. */
interface EdgeWorker {
  isRefused(request: WorkerRequest): boolean;
  headersFor(request: WorkerRequest, type: string): readonly AddedHeader[];
}
interface WorkerRequest {
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

const worker_file = 'akkoord-worker.mjs';

/** The files of `folder` that an install needs and that are not there. */
export function missingFiles(name: InstallName, folder: string): readonly string[] {
  const needed = [`${name}.html`, ...(name === 'header' ? [worker_file] : [])];
  return needed.filter((file) => !existsSync(join(folder, file)));
}

/** Reads an install from the folder that `akkoord compile` (and, for header, `akkoord headers`) wrote. */
export async function loadInstall(name: InstallName, folder: string): Promise<Install> {
  const text = await readFile(join(folder, `${name}.html`), 'utf8');
  if (name !== 'header') {
    return { name, lines: text, last_lines: '', refuses: () => false, added: () => [] };
  }
  const [lines = '', last_lines = ''] = text.split(/(?<=<\/script>\n)/);
  const file = resolve(folder, worker_file);
  const address = `${pathToFileURL(file).href}?written=${(await stat(file)).mtimeMs}`;
  const worker = (await import(address)) as EdgeWorker;
  return {
    name,
    ...{ lines, last_lines },
    refuses: (request, door) => worker.isRefused(asWorkerRequest(request, door)),
    added: (request, door, type) => worker.headersFor(asWorkerRequest(request, door), type),
  };
}

function asWorkerRequest({ url, headers }: IncomingMessage, door: Door): WorkerRequest {
  return {
    // A browser that takes us for its proxy asks in absolute form (RFC 9112, 3.2.2).
    url: new URL(url ?? '/', `${door.scheme}://${headers.host}`).href,
    headers: { get: (name) => headers[name]?.toString() ?? null },
  };
}
