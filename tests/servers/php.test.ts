// SPDX-License-Identifier: MIT
/** PHP with what `akkoord headers --for php` writes, required first by every script. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { akkoord } from '../cli/command-line.ts';
import { oddText, policiesOf } from './compare.ts';
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
import { ownPolicy } from './static-origin.ts';
import { holdsOnThreeSites, startThree, type ThreeSites } from './three-sites.ts';

/** A front controller, as content systems have: every request runs it. */
const frontController = `<?php
require_once __DIR__ . '/config/akkoord.php';
require __DIR__ . '/config/akkoord.php'; // twice is once
$types = ['css' => 'text/css', 'html' => 'text/html', 'js' => 'application/javascript',
  'json' => 'application/json', 'mp3' => 'audio/mpeg', 'mp4' => 'video/mp4', 'pdf' => 'application/pdf',
  'png' => 'image/png', 'svg' => 'image/svg+xml', 'woff2' => 'font/woff2'];
$path = preg_replace('~/+~', '/', rawurldecode(explode('?', $_SERVER['REQUEST_URI'])[0]));
if ($path === '/replaces') {
    header("Content-Security-Policy: ${ownPolicy}");
    exit('mine');
}
if ($path === '/removes') {
    header_remove();
    exit('none');
}
if (strpos($path, '/own-policy/') === 0) {
    header("content-security-policy: ${ownPolicy}", false);
    exit('both');
}
$file = __DIR__ . '/site' . $path . (is_dir(__DIR__ . '/site' . $path) ? '/index.html' : '');
if (!is_file($file)) {
    http_response_code(404);
    exit('Not found');
}
header('Content-Type: ' . ($types[pathinfo($file, PATHINFO_EXTENSION)] ?? 'application/octet-stream'));
readfile($file);
`;

describe('PHP', () => {
  const ends: (() => unknown)[] = [];
  /** Without a policy: the one on staging. */
  async function start(policy?: string): Promise<RunningServer> {
    const folder = newServerFolder('php');
    ends.push(() => rmSync(folder, { recursive: true }));
    if (policy) writeServerConfig(folder, 'php', policy);
    else writeStagedConfig(folder, 'php');
    const router = join(folder, 'front.php');
    writeFileSync(router, frontController);
    const port = await freePort();
    const words = ['-d', 'display_errors=1', '-S', `127.0.0.1:${port}`, '-t', folder, router];
    const server = await startServer({ command: '/usr/bin/php', words }, port);
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

  it("leaves a policy of the site's own beside ours, also where the site replaces or removes headers", async () => {
    for (const path of ['/own-policy/', '/replaces']) {
      const answer = await sites.clinic.server.get(path);
      assert.equal(policiesOf(answer).length, 1, path);
      assert.ok(answer.headers['content-security-policy']?.includes(ownPolicy), path);
    }
    assert.equal(policiesOf(await sites.clinic.server.get('/removes')).length, 1);
  });

  it('takes its time over no cookie', () => assertQuick(sites.clinic.server, sites.clinic.policy));

  it('says nothing of its own into a page', async () => {
    assert.equal((await sites.clinic.server.get('/about/')).body, 'about/index.html');
  });

  it('writes one file that PHP 7.4 can read: no newer syntax', () => {
    const { out } = akkoord(['headers', '-', '--for', 'php'], { input: oddText });
    assert.doesNotMatch(
      out,
      /\bmatch\s*\(|\breadonly\b|\benum\b|\?->|str_(starts|ends)_with|mixed/,
    );
  });
});
