// SPDX-License-Identifier: MIT
/** The module that `akkoord headers --for edge-worker` writes, before a site's own server. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chosen, everything, policiesOf } from './compare.ts';
import { assertQuick } from './hostile-cookies.ts';
import { comparesTimes, issuesRecordsAgain } from './renewal.ts';
import {
  type Answer,
  newServerFolder,
  type RunningServer,
  writeServerConfig,
  writeStagedConfig,
} from './running-server.ts';
import { originAnswer, ownPolicy } from './static-origin.ts';
import { holdsOnThreeSites, startThree, type ThreeSites } from './three-sites.ts';

interface PlainRequest {
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}
interface EdgeWorker {
  readonly default: { fetch(request: Request): Promise<Response> };
  handle(request: Request, askOrigin: (request: Request) => Promise<Response>): Promise<Response>;
  decide(request: PlainRequest, now_s?: number): Set<string>;
  pagePolicy(request: PlainRequest, now_s?: number): string;
  isRefused(request: PlainRequest, now_s?: number): boolean;
  headersFor(request: PlainRequest, type?: string, now_s?: number): [string, string][];
}

/** Each Set-Cookie on its own, other headers as the worker appended them. */
function headersOf(response: Response): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  response.headers.forEach((value, name) => {
    const one = name === 'set-cookie' ? value.split(/, (?=[^;]+?=)/) : [value];
    found[name] = [...(found[name] ?? []), ...one];
  });
  return found;
}

function asServer(worker: EdgeWorker, folder: string): RunningServer {
  const origin = async (request: Request): Promise<Response> => {
    const { status, headers, body } = originAnswer(join(folder, 'site'), pathOf(request.url));
    return new Response(body, { status, headers });
  };
  return {
    port: 0,
    async get(path, headers = {}): Promise<Answer> {
      const { host = 'www.odd.test', 'x-forwarded-proto': scheme = 'http', ...more } = headers;
      const bytes = Object.entries(more).map(([name, value]) => [
        name,
        Buffer.from(value, 'utf8').toString('latin1'),
      ]);
      const request = new Request(`${scheme}://${host}${path}`, {
        headers: Object.fromEntries(bytes) as Record<string, string>,
      });
      const response = await worker.handle(request, origin);
      const body = await response.text();
      return { status: response.status, headers: headersOf(response), body };
    },
    stop: () => Promise.resolve(),
  };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

const kind = 'edge-worker';

describe('an edge worker', () => {
  const folders: string[] = [];
  /** Of each policy, the one on staging last. */
  const workers: EdgeWorker[] = [];
  async function start(policy?: string): Promise<RunningServer> {
    const folder = newServerFolder(kind);
    folders.push(folder);
    const config = policy
      ? writeServerConfig(folder, kind, policy)
      : writeStagedConfig(folder, kind);
    const address = pathToFileURL(join(config, 'akkoord-worker.mjs')).href;
    const worker = (await import(address)) as EdgeWorker;
    workers.push(worker);
    return asServer(worker, folder);
  }

  let sites: ThreeSites;
  let worker: EdgeWorker;
  before(async () => {
    sites = await startThree(start);
    [worker] = workers as [EdgeWorker];
  });
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  holdsOnThreeSites(() => sites, {}, { odd: [issuesRecordsAgain, comparesTimes] });

  it("leaves a policy of the site's own beside ours", async () => {
    const answer = await sites.clinic.server.get('/own-policy/');
    assert.equal(policiesOf(answer).length, 1);
    assert.ok(answer.headers['content-security-policy']?.join().includes(ownPolicy));
  });

  it('takes its time over no cookie', () => assertQuick(sites.clinic.server, sites.clinic.policy));

  it('answers plain objects, for servers without Request', () => {
    const cookies = chosen(sites.clinic.policy, everything);
    const headers = { get: (name: string) => (name === 'cookie' ? cookies : null) };
    const request = { url: 'https://www.2passclinic.test/', headers };
    assert.ok(worker.decide(request).has('meta-pixel'));
    assert.ok(!worker.decide(request, 1).has('meta-pixel'), 'a record of the future');
    assert.match(worker.pagePolicy(request), /www\.facebook\.com\/tr/);
    assert.equal(worker.isRefused(request), false);
    const [[name = '', value] = []] = worker.headersFor(request, 'text/html');
    assert.equal(name, 'Content-Security-Policy');
    assert.equal(value, worker.pagePolicy(request));
  });

  it('passes WebSockets and empty answers through', async () => {
    const request = new Request('https://www.2passclinic.test/');
    const upgraded = { status: 101 } as Response;
    assert.equal(await worker.handle(request, () => Promise.resolve(upgraded)), upgraded);
    const gone = await worker.handle(request, async () => new Response(null, { status: 304 }));
    assert.equal(gone.status, 304);
    assert.ok(gone.headers.get('content-security-policy'));
    assert.equal(typeof worker.default.fetch, 'function');
  });
});
