// SPDX-License-Identifier: MIT
/**
 * The demo as a whole: the clinics, each without Akkoord too, their vendors, the stage beside each and the start
 * page, on one loopback port.
 *
 * `serve.ts` starts it from the command line; tests and benchmarks start it in their own process and read `visits`.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { ClinicPages, type CompiledSites } from './clinic-page.ts';
import { demoClinics } from './clinics.ts';
import { answerNobody, consent_path, passOn } from './collector.ts';
import { placeOf } from './hosts.ts';
import { type InstallName, loadInstall, missingFiles } from './install.ts';
import { loadNamings } from './naming.ts';
import { send } from './reply.ts';
import type { Door } from './rewrite.ts';
import { Stage, stage_path } from './stage.ts';
import { StartPage } from './start-page.ts';
import { ThirdParties } from './third-party.ts';
import { listen } from './tls.ts';
import { Visits } from './visits.ts';

export interface DemoOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined;
  /**
   * What `akkoord compile --map-hosts` wrote, for the `*.localhost` names: a folder with one for each clinic
   * (`FOLDER/ID/`), or one that holds what 2pass's policy became.
   */
  readonly compiled?: string | undefined;
  /** What `akkoord compile` wrote for the real names; where one of the two is absent, the other serves. */
  readonly compiledReal?: string | undefined;
  /** How pages get Akkoord; the snippet unless named. */
  readonly install?: InstallName | undefined;
  /** dist/studio/akkoord-studio.js and the folder of the clinics' policies: they name what left. */
  readonly studio?: string | undefined;
  readonly policies?: string | undefined;
  /** The port of a collector on loopback, to which the clinics' servers pass on what is below /consent/. */
  readonly collectorPort?: number | undefined;
  /** PEM files; with both, the port answers https as well. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** The folder demo-site/; found beside the bundle when absent. */
  readonly folder?: string | undefined;
  /** stage.ts, bundled; out/demo-site/stage.js when absent. */
  readonly stageScript?: string | undefined;
}

export interface Demo {
  readonly port: number;
  readonly visits: Visits;
  close(): Promise<void>;
}

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const install = options.install ?? 'snippet';
  const folders = compiledFolders(options);
  const folder = options.folder ?? demoFolder();
  const script = options.stageScript ?? join(folder, '../out/demo-site/stage.js');
  const certificate =
    options.cert !== undefined && options.key !== undefined
      ? { cert: await readFile(options.cert, 'utf8'), key: await readFile(options.key, 'utf8') }
      : undefined;

  const visits = new Visits();
  const namings = await loadNamings([...folders.keys()], options.studio, options.policies);
  const compiled = new Map<string, CompiledSites>();
  for (const [id, { local, real }] of folders) {
    compiled.set(id, {
      local: { folder: local, install: await loadInstall(install, local) },
      real: { folder: real, install: await loadInstall(install, real) },
    });
  }
  const clinics = new ClinicPages(join(folder, 'clinic'), compiled, visits);
  const vendors = new ThirdParties(visits, namings);
  const texts = new Map([...folders].map(([id, { local }]) => [id, local]));
  const files = { folder: join(folder, 'what-left'), script, compiled: texts, install };
  const stage = new Stage(files, visits, namings);
  const start = new StartPage(join(folder, 'start'));

  let port = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const door: Door = { scheme: request.socket instanceof TLSSocket ? 'https' : 'http', port };
    const place = placeOf(request.headers.host);
    if (place.kind === 'vendor') return vendors.answer(request, response, place, door);
    const url = pageUrl(request);
    if (place.kind === 'lobby' && url !== null) return start.answer(response, url.pathname, door);
    if (place.kind !== 'site' || url === null) return send(response, { status: 404 });
    const { site, mapped } = place;
    if (url.pathname.startsWith(consent_path)) {
      const { collectorPort } = options;
      if (collectorPort === undefined || !site.protection) return answerNobody(response);
      return passOn(request, response, collectorPort);
    }
    if (url.pathname.startsWith(stage_path)) {
      return stage.answer(request, response, { site, mapped, url, door });
    }
    return clinics.answer(request, response, { site, mapped, path: url.pathname, door });
  };
  const listening = await listen(
    options.port ?? 0,
    (request, response) => {
      answer(request, response).catch((error: unknown) => fail(response, error));
    },
    (request) => {
      const place = placeOf(request.headers.host);
      if (place.kind === 'vendor') vendors.note(request, place.host, []);
    },
    certificate,
  );
  port = listening.port;
  return { port, visits, close: () => listening.close() };
}

interface Folders {
  readonly local: string;
  readonly real: string;
}

/** By clinic; throws when there is none, or one lacks a file. */
function compiledFolders(options: DemoOptions): ReadonlyMap<string, Folders> {
  const { compiled, compiledReal, install = 'snippet' } = options;
  const [local, real] = [compiled ?? compiledReal, compiledReal ?? compiled];
  if (local === undefined || real === undefined) {
    throw new Error(
      'no compiled policy: name the folder that `akkoord compile` wrote (--compiled DIR)',
    );
  }
  const own = demoClinics.flatMap(({ id }): [string, Folders][] => {
    const folders = { local: join(local, id), real: join(real, id) };
    return existsSync(folders.local) && existsSync(folders.real) ? [[id, folders]] : [];
  });
  const found = new Map<string, Folders>(own.length > 0 ? own : [['2pass', { local, real }]]);
  for (const folder of new Set([...found.values()].flatMap((each) => [each.local, each.real]))) {
    const [missing] = missingFiles(install, folder);
    if (missing === undefined) continue;
    const command = missing.endsWith('.mjs')
      ? 'headers POLICY --for edge-worker'
      : 'compile POLICY';
    throw new Error(`${folder} has no ${missing}: run \`akkoord ${command} -o ${folder}\` first`);
  }
  return found;
}

/** The start page's address in a person's browser. */
export function startAddress(port: number): string {
  return `http://localhost:${port}/`;
}

function pageUrl(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '/', 'http://site.test');
  } catch {
    return null;
  }
}

function fail(response: ServerResponse, error: unknown): void {
  console.error('Akkoord demo: a request failed:', error);
  if (response.headersSent) response.destroy();
  else send(response, { status: 500, type: 'text/plain; charset=utf-8', body: 'The demo failed.' });
}

/** The nearest demo-site/ with the clinic's pages, from this file upwards: bundles lie under out/. */
function demoFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'demo-site');
    if (existsSync(join(folder, 'clinic'))) return folder;
  }
  throw new Error('demo-site/clinic is not above the bundle: name its folder');
}
