// SPDX-License-Identifier: MIT
/** The clinic's own server: pages with the snippet in their head, Akkoord's files, one session cookie, one form. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { SiteHost } from './hosts.ts';
import { cookiesOf, drain, send } from './reply.ts';
import { type Door, toLocalHosts } from './rewrite.ts';
import { readStatic } from './static-file.ts';
import type { Visits } from './visits.ts';

/** Where a page's head wants the snippet. */
const snippet_marker = '<!-- akkoord -->';
const akkoord_file = /^\/akkoord\/([a-z0-9-]+\.(?:js|json)|embed-[a-z0-9-]+\.html)$/i;

export interface ClinicRequest {
  readonly site: SiteHost;
  /** Whether the site was reached by its `*.localhost` name. */
  readonly mapped: boolean;
  readonly path: string;
  readonly door: Door;
}

/** Folders that `akkoord compile` wrote: for the `*.localhost` names, and for the real ones. */
export interface CompiledFolders {
  readonly local: string;
  readonly real: string;
}

export class ClinicPages {
  private readonly folder: string;
  private readonly compiled: CompiledFolders;
  private readonly visits: Visits;

  constructor(folder: string, compiled: CompiledFolders, visits: Visits) {
    this.folder = folder;
    this.compiled = compiled;
    this.visits = visits;
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    at: ClinicRequest,
  ): Promise<void> {
    const read = await drain(request);
    if (!read) return send(response, { status: 413, headers: { Connection: 'close' } });
    if (request.method === 'POST') return takeForm(response, at);

    const wanted = akkoord_file.exec(at.path)?.[1];
    const compiled = at.mapped ? this.compiled.local : this.compiled.real;
    const file = wanted
      ? await readStatic(compiled, `/${wanted}`)
      : await readStatic(join(this.folder, at.site.clinic), at.path);
    if (file === 'folder')
      return send(response, { status: 301, headers: { Location: `${at.path}/` } });
    // What was compiled is served as it is: it names the hosts that it means.
    if (!wanted && file?.type.startsWith('text/html')) {
      return this.page(request, response, at, file.bytes, 200, compiled);
    }
    if (file) return send(response, { type: file.type, body: file.bytes });

    const missing = await readStatic(join(this.folder, at.site.clinic), '/404.html');
    if (missing === null || missing === 'folder' || !wantsPage(request)) {
      return send(response, { status: 404, type: 'text/plain; charset=utf-8', body: 'Not found' });
    }
    return this.page(request, response, at, missing.bytes, 404, compiled);
  }

  private async page(
    request: IncomingMessage,
    response: ServerResponse,
    at: ClinicRequest,
    html: Buffer,
    status: number,
    compiled: string,
  ): Promise<void> {
    const snippet = at.site.protection
      ? await readFile(join(compiled, 'snippet.html'), 'utf8')
      : '';
    const host = at.site.real;
    const page = at.path;
    this.visits.add({
      ...{ kind: 'page', site: host, page, method: 'GET', host, path: page, cookies: [] },
      ...{ service: null, category: null },
    });
    const [head = '', ...rest] = html.toString('utf8').split(snippet_marker);
    const localize = (text: string): string => (at.mapped ? toLocalHosts(text, at.door) : text);
    const known = cookiesOf(request).has('October');
    const session = `October=${randomBytes(20).toString('hex')}; Path=/; HttpOnly; SameSite=Lax`;
    send(response, {
      status,
      type: 'text/html; charset=utf-8',
      body: localize(head) + (rest.length > 0 ? snippet : '') + localize(rest.join('')),
      set_cookies: known ? [] : [session + secureOn(at.door)],
    });
  }
}

function wantsPage(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

function secureOn(door: Door): string {
  return door.scheme === 'https' ? '; Secure' : '';
}

/** The contact form: nothing is kept; `ContactId` joins the steps of one request until the browser closes. */
function takeForm(response: ServerResponse, { path, door }: ClinicRequest): void {
  const id = randomBytes(8).toString('hex');
  send(response, {
    status: 303,
    headers: { Location: `${path}#thanks` },
    set_cookies: [`ContactId=${id}; Path=/; HttpOnly; SameSite=Lax${secureOn(door)}`],
  });
}
