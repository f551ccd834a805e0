// SPDX-License-Identifier: MIT
/** lighttpd with what `akkoord headers --for lighttpd` writes: whole categories alone. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  agreesWithTheCore,
  chosen,
  clinicPolicy,
  everything,
  nothing,
  oddText,
  onlyReports,
  policiesOf,
  readsOddRecords,
  visit,
} from './compare.ts';
import { followsCountries } from './countries.ts';
import { assertQuick } from './hostile-cookies.ts';
import {
  leavesEmbedPagesAlone,
  refusesGuardedPaths,
  revalidatesWithTheNewPolicy,
  tellsCachesThatDocumentsVary,
} from './page-answers.ts';
import {
  freePort,
  newServerFolder,
  type RunningServer,
  startServer,
  writeServerConfig,
  writeStagedConfig,
} from './running-server.ts';
import { sitesOf, type ThreeSites } from './three-sites.ts';

const limits = { clockless: true, categoriesAlone: true };

async function startLighttpd(
  folder: string,
  ports: readonly [number, number, number],
): Promise<RunningServer> {
  const config = writeServerConfig(folder, 'lighttpd', clinicPolicy);
  writeServerConfig(folder, 'lighttpd', oddText);
  writeStagedConfig(folder, 'lighttpd');
  writeFileSync(
    join(folder, 'lighttpd.conf'),
    `server.modules = ("mod_setenv", "mod_access")
     server.document-root = "${folder}/site"
     server.bind = "127.0.0.1"
     server.port = ${ports[0]}
     server.pid-file = "${folder}/lighttpd.pid"
     server.errorlog = "${folder}/error.log"
     server.upload-dirs = ("${folder}/tmp")
     server.max-keep-alive-requests = 100000
     index-file.names = ("index.html")
     mimetype.assign = (".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript",
       ".json" => "application/json", ".png" => "image/png", ".svg" => "image/svg+xml")
     $SERVER["socket"] == "127.0.0.1:${ports[1]}" { include "${config}/akkoord-odd.conf" }
     else $SERVER["socket"] == "127.0.0.1:${ports[2]}" { include "${config}/akkoord-staged.conf" }
     else { include "${config}/akkoord-2pass.conf" }
    `,
  );
  const words = ['-D', '-f', join(folder, 'lighttpd.conf')];
  return startServer({ command: '/usr/sbin/lighttpd', words }, ports[0]);
}

describe('lighttpd', () => {
  let folder = '';
  let sites: ThreeSites;
  before(async () => {
    folder = newServerFolder('lighttpd');
    const ports = [await freePort(), await freePort(), await freePort()] as const;
    const server = await startLighttpd(folder, ports);
    sites = await sitesOf(server, ports[1], ports[2]);
  });
  after(async () => {
    await sites?.clinic.server.stop();
    rmSync(folder, { recursive: true });
  });

  describe('with a clinic', () => {
    agreesWithTheCore(() => sites.clinic, limits);
    readsOddRecords(() => sites.clinic, limits);
    leavesEmbedPagesAlone(() => sites.clinic);
    tellsCachesThatDocumentsVary(() => sites.clinic);
    revalidatesWithTheNewPolicy(() => sites.clinic);
  });

  describe('on staging', () => onlyReports(() => sites.staged));

  describe('with renamed records and odd characters', () => {
    agreesWithTheCore(() => sites.odd, limits);
    refusesGuardedPaths(() => sites.odd, limits);
    followsCountries(() => sites.odd, limits);

    it('lets not even an exempt service run where a visitor objects to one', async () => {
      const cookies = chosen(sites.odd.policy, nothing, { counter: false });
      const [sent = ''] = policiesOf(await visit(sites.odd.server, { cookies }));
      assert.match(sent, / api\.odd\.test/);
      assert.doesNotMatch(sent, /counter\.test/);
      const path = await visit(sites.odd.server, { cookies, route: '/stats/count.js' });
      assert.equal(path.status, 403);
    });
  });

  it('sends the policy with errors and unknown types too', async () => {
    for (const route of ['/a.pdf', '/a.svg', '/a.unknown', '/no-such-page', '/about']) {
      assert.equal(policiesOf(await visit(sites.clinic.server, { route })).length, 1, route);
    }
  });

  it('gives scripts and images the policy for nothing granted, whoever asks', async () => {
    const cookies = chosen(sites.clinic.policy, everything);
    for (const route of ['/a.js', '/a.json', '/a.png', '/no-such.png']) {
      const [sent = ''] = policiesOf(await visit(sites.clinic.server, { cookies, route }));
      assert.match(sent, /^default-src/);
      assert.doesNotMatch(sent, /facebook/);
    }
  });

  it('takes no time over a hostile cookie', () =>
    assertQuick(sites.clinic.server, sites.clinic.policy));
});
