// SPDX-License-Identifier: MIT
/** nginx with what `akkoord headers --for nginx` writes. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chosen, clinicPolicy, everything, oddText, visit } from './compare.ts';
import { assertQuick } from './hostile-cookies.ts';
import { keepsTheSitesOwnPolicy, knowsThePageThatWasAskedFor } from './page-answers.ts';
import {
  freePort,
  newServerFolder,
  type RunningServer,
  startServer,
  writeServerConfig,
  writeStagedConfig,
} from './running-server.ts';
import { holdsOnThreeSites, sitesOf, type ThreeSites } from './three-sites.ts';

/** Three sites of one nginx: their maps must not mix. */
async function startNginx(
  folder: string,
  ports: readonly [number, number, number],
): Promise<RunningServer> {
  const config = writeServerConfig(folder, 'nginx', clinicPolicy);
  writeServerConfig(folder, 'nginx', oddText);
  writeStagedConfig(folder, 'nginx');
  const server = (port: number, id: string): string => `
    server {
      listen 127.0.0.1:${port};
      root ${folder}/site;
      include ${config}/akkoord-${id}-server.conf;
      location / { try_files $uri $uri/ =404; }
      location /own-policy/ {
        add_header Content-Security-Policy "img-src 'self'";
        include ${config}/akkoord-${id}-server.conf;
        alias ${folder}/site/about/;
      }
      location ~ ^/captured/(.+)$ { return 200 "$1"; }
      location /front/ { try_files $uri /index.html; }
      location /booking/app/ { try_files $uri /index.html; }
    }`;
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log warn;
     events { worker_connections 64; }
     http {
       access_log off; default_type application/octet-stream; server_tokens off;
       types { text/html html; text/css css; application/javascript js; application/json json;
         audio/mpeg mp3; video/mp4 mp4; application/pdf pdf; image/png png; image/svg+xml svg;
         font/woff2 woff2; }
       client_body_temp_path ${folder}/tmp; proxy_temp_path ${folder}/tmp;
       fastcgi_temp_path ${folder}/tmp; uwsgi_temp_path ${folder}/tmp; scgi_temp_path ${folder}/tmp;
       include ${config}/*-maps.conf;
       ${server(ports[0], '2pass')}
       ${server(ports[1], 'odd')}
       ${server(ports[2], 'staged')}
     }`,
  );
  const words = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  return startServer({ command: '/usr/sbin/nginx', words }, ports[0]);
}

describe('nginx', () => {
  let folder = '';
  let sites: ThreeSites;
  before(async () => {
    folder = newServerFolder('nginx');
    const ports = [await freePort(), await freePort(), await freePort()] as const;
    const server = await startNginx(folder, ports);
    sites = await sitesOf(server, ports[1], ports[2]);
  });
  after(async () => {
    await sites?.clinic.server.stop();
    rmSync(folder, { recursive: true });
  });

  holdsOnThreeSites(
    () => sites,
    { clockless: true },
    {
      clinic: [(site) => keepsTheSitesOwnPolicy(site, '/own-policy/'), knowsThePageThatWasAskedFor],
    },
  );

  it("leaves a location's own captures alone", async () => {
    const cookies = chosen(sites.clinic.policy, everything);
    const answer = await visit(sites.clinic.server, { cookies, route: '/captured/this-part' });
    assert.equal(answer.body, 'this-part');
  });

  it('takes no time over a hostile cookie', async () => {
    await assertQuick(sites.clinic.server, sites.clinic.policy);
  });
});
