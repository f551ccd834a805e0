// SPDX-License-Identifier: MIT
/** The clinic's own server: pages with Akkoord's lines in their head, its files, one session cookie, one form. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { SiteHost } from './hosts.ts';
import type { Install } from './install.ts';
import { cookiesOf, drain, type Reply, send } from './reply.ts';
import { type Door, toLocalHosts } from './rewrite.ts';
import { readStatic } from './static-file.ts';
import type { Visits } from './visits.ts';

/** Where a page's head wants Akkoord's lines. */
const lines_marker = '<!-- akkoord -->';
const akkoord_file = /^\/akkoord\/([a-z0-9-]+\.(?:js|json)|embed-[a-z0-9-]+\.html)$/i;

export interface ClinicRequest {
  readonly site: SiteHost;
  /** Whether the site was reached by its `*.localhost` name. */
  readonly mapped: boolean;
  readonly path: string;
  readonly door: Door;
}

/** What `akkoord compile` wrote, and how pages get it. */
export interface Compiled {
  readonly folder: string;
  readonly install: Install;
}

/** For the `*.localhost` names, and for the real ones. */
export interface CompiledSites {
  readonly local: Compiled;
  readonly real: Compiled;
}

export class ClinicPages {
  private readonly folder: string;
  private readonly compiled: CompiledSites;
  private readonly visits: Visits;

  constructor(folder: string, compiled: CompiledSites, visits: Visits) {
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

    const { folder, install } = at.mapped ? this.compiled.local : this.compiled.real;
    if (at.site.protection && install.refuses(request, at.door)) {
      return send(response, { status: 403, type: plain, body: 'No consent for this service.' });
    }
    const reply = await this.reply(request, at, folder, install);
    if (!at.site.protection) return send(response, reply);
    const added = install.added(request, at.door, reply.type ?? '');
    send(response, { ...reply, added });
  }

  private async reply(
    request: IncomingMessage,
    at: ClinicRequest,
    compiled: string,
    install: Install,
  ): Promise<Reply> {
    const wanted = akkoord_file.exec(at.path)?.[1];
    const file = wanted
      ? await readStatic(compiled, `/${wanted}`)
      : await readStatic(join(this.folder, at.site.clinic), at.path);
    if (file === 'folder') return { status: 301, headers: { Location: `${at.path}/` } };
    // What was compiled is served as it is: it names the hosts that it means.
    if (!wanted && file?.type.startsWith('text/html')) {
      return this.page(request, at, file.bytes, 200, install);
    }
    if (file) return { type: file.type, body: file.bytes };

    const missing = await readStatic(join(this.folder, at.site.clinic), '/404.html');
    if (missing === null || missing === 'folder' || !wantsPage(request)) {
      return { status: 404, type: plain, body: 'Not found' };
    }
    return this.page(request, at, missing.bytes, 404, install);
  }

  private page(
    request: IncomingMessage,
    at: ClinicRequest,
    html: Buffer,
    status: number,
    install: Install,
  ): Reply {
    const lines = at.site.protection ? install.lines : '';
    const host = at.site.real;
    const page = at.path;
    this.visits.add({
      ...{ kind: 'page', site: host, page, method: 'GET', host, path: page, cookies: [] },
      ...{ service: null, category: null },
    });
    const [head = '', ...rest] = html.toString('utf8').split(lines_marker);
    const localize = (text: string): string => (at.mapped ? toLocalHosts(text, at.door) : text);
    const known = cookiesOf(request).has('October');
    const session = `October=${randomBytes(20).toString('hex')}; Path=/; HttpOnly; SameSite=Lax`;
    return {
      status,
      type: 'text/html; charset=utf-8',
      body: localize(head) + (rest.length > 0 ? lines : '') + localize(rest.join('')),
      set_cookies: known ? [] : [session + secureOn(at.door)],
    };
  }
}

const plain = 'text/plain; charset=utf-8';

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
