// SPDX-License-Identifier: MIT
/** A clinic's own server: pages with Akkoord's lines in their head, its files, its session cookie, its forms. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { clinicOf } from './clinics.ts';
import type { SiteHost } from './hosts.ts';
import type { Install } from './install.ts';
import { withParts } from './parts.ts';
import { cookiesOf, drain, type Reply, send } from './reply.ts';
import { type Door, toLocalHosts } from './rewrite.ts';
import { withScaffold } from './scaffold.ts';
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

/** Shared by pages, and no pages themselves. */
const parts_path = '/parts/';

/** What `akkoord compile` wrote, and how pages get it. */
export interface Compiled {
  readonly folder: string;
  readonly install: Install;
}

/** A clinic's, for the `*.localhost` names and for the real ones. */
export interface CompiledSites {
  readonly local: Compiled;
  readonly real: Compiled;
}

export class ClinicPages {
  private readonly folder: string;
  private readonly compiled: ReadonlyMap<string, CompiledSites>;
  private readonly visits: Visits;

  /** `compiled` by the clinics' ids; a clinic that is not in it has no site. */
  constructor(folder: string, compiled: ReadonlyMap<string, CompiledSites>, visits: Visits) {
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
    const sites = this.compiled.get(at.site.clinic);
    if (!sites) {
      const body = `No policy was compiled for ${at.site.clinic}: run ./demo again.`;
      return send(response, { status: 404, type: plain, body });
    }
    if (request.method === 'POST') {
      // A script's, such as a count, wants no page in return.
      return wantsPage(request) ? takeForm(response, at) : send(response, { status: 204 });
    }

    const { folder, install } = at.mapped ? sites.local : sites.real;
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
    const site = join(this.folder, at.site.clinic);
    const [from, path] = wanted ? [compiled, `/${wanted}`] : [site, at.path];
    const file = path.startsWith(parts_path) ? null : await readStatic(from, path);
    if (file === 'folder') return { status: 301, headers: { Location: `${at.path}/` } };
    // What was compiled is served as it is: it names the hosts that it means.
    if (!wanted && file?.type.startsWith('text/html')) {
      return this.page(request, at, file.bytes, 200, install);
    }
    if (file?.type.startsWith('text/css')) {
      return { type: file.type, body: withScaffold(file.bytes.toString('utf8'), from) };
    }
    if (file) return { type: file.type, body: file.bytes };

    const missing = await readStatic(site, '/404.html');
    if (missing === null || missing === 'folder' || !wantsPage(request)) {
      return { status: 404, type: plain, body: 'Not found' };
    }
    return this.page(request, at, missing.bytes, 404, install);
  }

  private async page(
    request: IncomingMessage,
    at: ClinicRequest,
    html: Buffer,
    status: number,
    install: Install,
  ): Promise<Reply> {
    const { lines, last_lines } = at.site.protection ? install : { lines: '', last_lines: '' };
    const host = at.site.real;
    const page = at.path;
    this.visits.add({
      ...{ kind: 'page', site: host, page, method: 'GET', host, path: page, cookies: [] },
      ...{ service: null, category: null },
    });
    const folder = join(this.folder, at.site.clinic);
    const text = await withParts(html.toString('utf8'), folder, page);
    const [head = '', ...rest] = text.split(lines_marker);
    const localize = (text: string): string => (at.mapped ? toLocalHosts(text, at.door) : text);
    const { session_cookie } = clinicOf(at.site.clinic);
    const known = session_cookie === undefined || cookiesOf(request).has(session_cookie);
    const session = `${session_cookie}=${randomBytes(20).toString('hex')}; Path=/; HttpOnly; SameSite=Lax`;
    return {
      status,
      type: 'text/html; charset=utf-8',
      body:
        localize(head) +
        (rest.length > 0 ? lines : '') +
        localize(rest.join('')).replace('</body>', () => `${last_lines}</body>`),
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

/** A form: nothing is kept; where the clinic has a cookie for it, that joins the steps of one request. */
function takeForm(response: ServerResponse, { site, path, door }: ClinicRequest): void {
  const { form_cookie } = clinicOf(site.clinic);
  const value = `${randomBytes(8).toString('hex')}; Path=/; HttpOnly; SameSite=Lax${secureOn(door)}`;
  send(response, {
    status: 303,
    headers: { Location: `${path}#thanks` },
    set_cookies: form_cookie === undefined ? [] : [`${form_cookie}=${value}`],
  });
}
