// SPDX-License-Identifier: MIT
/** HAProxy with what `akkoord headers --for haproxy` writes, before a site's own server. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chosen, everything, policiesOf } from './compare.ts';
import { assertQuick } from './hostile-cookies.ts';
import { comparesTimes, issuesRecordsAgain } from './renewal.ts';
import {
  freePort,
  newServerFolder,
  type RunningServer,
  startServer,
  writeServerConfig,
  writeStagedConfig,
} from './running-server.ts';
import { ownPolicy, startOrigin } from './static-origin.ts';
import { holdsOnThreeSites, startThree, type ThreeSites } from './three-sites.ts';

/** The settings that the file itself asks for. */
function settingsIn(text: string): string[] {
  return [...text.matchAll(/^# +(tune\.\w+ \d+)$/gm)].map(([, line = '']) => line);
}

describe('HAProxy', () => {
  const ends: (() => unknown)[] = [];
  /** Without a policy: the one on staging. */
  async function start(policy?: string): Promise<RunningServer> {
    const folder = newServerFolder('haproxy');
    ends.push(() => rmSync(folder, { recursive: true }));
    const config = policy
      ? writeServerConfig(folder, 'haproxy', policy)
      : writeStagedConfig(folder, 'haproxy');
    const lines = readFileSync(join(config, 'akkoord.haproxy.cfg'), 'utf8');
    const settings = settingsIn(lines);
    assert.equal(settings.length, 2);
    const [port, originPort] = [await freePort(), await freePort()];
    writeFileSync(
      join(folder, 'haproxy.cfg'),
      `global
    ${settings.join('\n    ')}
defaults
    mode http
    timeout client 10s
    timeout server 10s
    timeout connect 10s
frontend site
    bind 127.0.0.1:${port}
${lines}
    default_backend origin
backend origin
    server one 127.0.0.1:${originPort}
`,
    );
    const origin: Server = await startOrigin(join(folder, 'site'), originPort);
    ends.push(() => {
      origin.closeAllConnections?.();
      origin.close();
    });
    const words = ['-db', '-f', join(folder, 'haproxy.cfg')];
    const server = await startServer({ command: '/usr/sbin/haproxy', words }, port);
    ends.push(() => server.stop());
    return server;
  }

  let sites: ThreeSites;
  before(async () => {
    sites = await startThree(start);
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  holdsOnThreeSites(() => sites, {}, { odd: [issuesRecordsAgain, comparesTimes] });

  it("leaves a policy of the site's own beside ours", async () => {
    const answer = await sites.clinic.server.get('/own-policy/');
    assert.equal(policiesOf(answer).length, 1);
    assert.ok(answer.headers['content-security-policy']?.includes(ownPolicy));
  });

  it('has room for the longest policy on a large page', async () => {
    const cookie = chosen(sites.clinic.policy, everything);
    const answer = await sites.clinic.server.get('/large', {
      cookie,
      'sec-fetch-dest': 'document',
    });
    assert.equal(answer.status, 200);
    assert.match(policiesOf(answer)[0] ?? '', /facebook/);
    assert.equal(answer.body.length, 200_000);
  });

  it('takes its time over no cookie', () => assertQuick(sites.clinic.server, sites.clinic.policy));
});
