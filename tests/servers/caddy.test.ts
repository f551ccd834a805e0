// SPDX-License-Identifier: MIT
/** Caddy with what `akkoord headers --for caddy` writes. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chosen, everything, policiesOf, visit } from './compare.ts';
import { assertQuick } from './hostile-cookies.ts';
import { comparesTimes } from './renewal.ts';
import {
  freePort,
  newServerFolder,
  type RunningServer,
  startServer,
  writeServerConfig,
  writeStagedConfig,
} from './running-server.ts';
import { ownPolicy } from './static-origin.ts';
import { holdsOnThreeSites, startThree, type ThreeSites } from './three-sites.ts';

describe('Caddy', () => {
  const ends: (() => unknown)[] = [];
  /** Without a policy: the one on staging. */
  async function start(policy?: string): Promise<RunningServer> {
    const folder = newServerFolder('caddy');
    ends.push(() => rmSync(folder, { recursive: true }));
    if (policy) writeServerConfig(folder, 'caddy', policy);
    else writeStagedConfig(folder, 'caddy');
    const port = await freePort();
    writeFileSync(
      join(folder, 'Caddyfile'),
      `{
	admin off
	auto_https off
	storage file_system ${folder}/tmp
}
http://:${port} {
	bind 127.0.0.1
	import config/akkoord.caddy
	root * ${folder}/site
	@own path /own-policy/*
	header @own Content-Security-Policy "${ownPolicy}"
	rewrite /front/* /index.html
	rewrite /booking/app/* /index.html
	handle /own-policy/* {
		respond "both"
	}
	handle_errors {
		import config/akkoord-errors.caddy
		header Content-Type text/html
		respond "error page"
	}
	file_server
}
`,
    );
    // Caddy keeps a copy of its settings: not in the home of whoever runs this.
    const words = [`XDG_CONFIG_HOME=${folder}/tmp`, '/usr/bin/caddy', 'run', '--config'];
    const program = { command: '/usr/bin/env', words: [...words, join(folder, 'Caddyfile')] };
    const server = await startServer(program, port);
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

  holdsOnThreeSites(() => sites, { twinless: true }, { odd: [comparesTimes] });

  it("leaves a policy of the site's own beside ours", async () => {
    const answer = await sites.clinic.server.get('/own-policy/');
    assert.equal(policiesOf(answer).length, 1);
    assert.ok(answer.headers['content-security-policy']?.includes(ownPolicy));
  });

  it('knows the page that was asked for, whatever file answers', async () => {
    const cookies = chosen(sites.clinic.policy, everything);
    const front = await visit(sites.clinic.server, { cookies, route: '/front/x' });
    const app = await visit(sites.clinic.server, { cookies, route: '/booking/app/x' });
    assert.deepEqual([front.body, app.body], ['index.html', 'index.html']);
    assert.match(policiesOf(front)[0] ?? '', /facebook/);
    assert.doesNotMatch(policiesOf(app)[0] ?? '', /facebook/);
  });

  it('takes its time over no cookie', () => assertQuick(sites.clinic.server, sites.clinic.policy));
});
