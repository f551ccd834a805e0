// SPDX-License-Identifier: MIT
/**
 * `/what-left/`: the stage's files, its live events, names for what the page stored, and "Start over".
 *
 *     GET  /what-left/events      Server-Sent Events: `names` once, then `visit` by `visit`
 *     GET  /what-left/names?cookie=_ga&local_storage=CE_x   which service each is
 *     POST /what-left/start-over  forgets this site's log and cookies; lists the vendors that may hold some
 */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { cookieHosts } from '../vendors/registry.ts';
import { clinicOf } from './clinics.ts';
import type { SiteHost } from './hosts.ts';
import type { InstallName } from './install.ts';
import type { Namings, StorageKind } from './naming.ts';
import { cookiesOf, drain, send } from './reply.ts';
import { type Door, toLocalHosts } from './rewrite.ts';
import { readStatic } from './static-file.ts';
import { forget_path } from './third-party.ts';
import type { Visits } from './visits.ts';

export const stage_path = '/what-left/';

const max_watchers = 16;
const max_names = 256;
const heartbeat_ms = 15_000;

export interface StageRequest {
  readonly site: SiteHost;
  readonly mapped: boolean;
  readonly url: URL;
  readonly door: Door;
}

export interface StageFiles {
  /** The folder of index.html and style.css. */
  readonly folder: string;
  /** stage.ts, bundled for browsers. */
  readonly script: string;
  /** By clinic, a folder that `akkoord compile` wrote: its texts tell the services' names. */
  readonly compiled: ReadonlyMap<string, string>;
  /** How the clinics' pages get Akkoord. */
  readonly install: InstallName;
}

export class Stage {
  private watchers = 0;

  private readonly files: StageFiles;
  private readonly visits: Visits;
  private readonly namings: Namings;

  constructor(files: StageFiles, visits: Visits, namings: Namings) {
    this.files = files;
    this.visits = visits;
    this.namings = namings;
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    at: StageRequest,
  ): Promise<void> {
    if (!(await drain(request)))
      return send(response, { status: 413, headers: { Connection: 'close' } });
    const name = at.url.pathname.slice(stage_path.length);
    if (name === 'events') return this.watch(response, at.site);
    if (name === 'names') return sendJson(response, this.names(at));
    if (name === 'start-over' && request.method === 'POST')
      return this.startOver(request, response, at);
    const file =
      name === 'stage.js'
        ? { type: 'text/javascript; charset=utf-8', bytes: await readFile(this.files.script) }
        : await readStatic(this.files.folder, `/${name}`);
    if (file === null || file === 'folder') return send(response, { status: 404 });
    const body = file.type.startsWith('text/html')
      ? localized(this.filled(file.bytes.toString('utf8'), at), at)
      : file.bytes;
    send(response, { type: file.type, body });
  }

  /** The stage's page, filled in for a clinic. */
  private filled(html: string, { site, door }: StageRequest): string {
    const { name, domain } = clinicOf(site.clinic);
    const values: Readonly<Record<string, string>> = {
      ...{ clinic: name, domain, start: `${door.scheme}://localhost:${door.port}/` },
      install: site.protection ? this.files.install : 'no',
    };
    return html.replace(/\{([a-z]+)\}/g, (whole, key: string) => values[key] ?? whole);
  }

  private async watch(response: ServerResponse, site: SiteHost): Promise<void> {
    if (this.watchers >= max_watchers) return send(response, { status: 503 });
    this.watchers += 1;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const tell = (event: string, data: unknown): void => {
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const end = this.visits.follow((visit) => {
      if (visit.site === site.real) tell('visit', visit);
    });
    const heartbeat = setInterval(() => response.write(':\n\n'), heartbeat_ms);
    response.on('close', () => {
      clearInterval(heartbeat);
      end();
      this.watchers -= 1;
    });
    tell('names', await serviceNames(this.files.compiled.get(site.clinic) ?? ''));
    for (const visit of this.visits.ofLastPage(site.real)) tell('visit', visit);
  }

  private names({ url, site }: StageRequest): unknown[] {
    const naming = this.namings.of(site.clinic);
    const found: unknown[] = [];
    for (const [kind, name] of [...url.searchParams].slice(0, max_names)) {
      if (kind === 'cookie') found.push({ kind, name, ...naming.ofCookie(name) });
      if (kind === 'local_storage' || kind === 'session_storage') {
        found.push({ kind, name, ...naming.ofStorage(kind as StorageKind, name) });
      }
    }
    return found;
  }

  private startOver(request: IncomingMessage, response: ServerResponse, at: StageRequest): void {
    this.visits.clear(at.site.real);
    const set_cookies = [...cookiesOf(request).keys()].map((name) => `${name}=; Path=/; Max-Age=0`);
    const forget = cookieHosts().map((host) => localized(`https://${host}${forget_path}`, at));
    send(response, { type: json, body: JSON.stringify({ forget }), set_cookies });
  }
}

const json = 'application/json; charset=utf-8';

function sendJson(response: ServerResponse, value: unknown): void {
  send(response, { type: json, body: JSON.stringify(value) });
}

function localized(text: string, { mapped, door }: StageRequest): string {
  return mapped ? toLocalHosts(text, door) : text;
}

/** Service names by id, as the visitors' own texts have them: in English where the clinic has that. */
async function serviceNames(compiled: string): Promise<Record<string, string>> {
  for (const language of ['en', 'nl', 'fr']) {
    try {
      const text = await readFile(join(compiled, `${language}.json`), 'utf8');
      const { services } = JSON.parse(text) as { services: { id: string; name: string }[] };
      return Object.fromEntries(services.map(({ id, name }) => [id, name]));
    } catch {
      // not one of the clinic's languages
    }
  }
  return {}; // the stage shows ids
}
