// SPDX-License-Identifier: MIT
/** Apache with two sites, configured in their virtual hosts or by .htaccess on a shared host. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clinicPolicy, oddText } from './policies.ts';
import {
  freePort,
  type RunningServer,
  startServer,
  writeServerConfig,
  writeSite,
  writeStagedConfig,
} from './running-server.ts';

const modules = 'mpm_event authz_core mime dir setenvif headers alias'.split(' ');

/** What the sites have of their own: a front controller, an error page, a policy for one file. */
const ownLines = `
<Files a.json>
  Header set Content-Security-Policy "img-src 'self'"
</Files>
ErrorDocument 404 /about/index.html
`;
const ownRewrites = `
RewriteEngine On
RewriteRule ^/?front/ /index.html [L]
RewriteRule ^/?booking/app/ /index.html [L]
`;

export interface ApacheSites {
  readonly server: RunningServer;
  readonly oddPort: number;
  readonly stagedPort: number;
}

/** Starts it; `rewrite`: with mod_rewrite. */
export async function startApache(
  folder: string,
  install: 'apache' | 'htaccess',
  { rewrite }: { rewrite: boolean } = { rewrite: true },
): Promise<ApacheSites> {
  const ports = [await freePort(), await freePort(), await freePort()] as const;
  const own = rewrite ? ownLines + ownRewrites : ownLines;
  const site = (port: number, id: string, config: string): string => {
    const root = join(folder, `site-${id}`);
    writeSite(root);
    if (install === 'htaccess') {
      writeFileSync(join(root, '.htaccess'), readFileSync(join(config, 'htaccess.txt')) + own);
    }
    const lines = install === 'apache' ? `${own}\nInclude ${config}/akkoord-${id}.conf` : '';
    return `Listen 127.0.0.1:${port}
      <VirtualHost 127.0.0.1:${port}>
        DocumentRoot ${root}
        <Directory ${root}>
          Require all granted
          AllowOverride ${install === 'htaccess' ? 'FileInfo' : 'None'}
        </Directory>
        ${lines}
      </VirtualHost>`;
  };
  const loaded = rewrite ? [...modules, 'rewrite'] : modules;
  writeFileSync(
    join(folder, 'apache.conf'),
    `ServerName localhost
     ServerRoot ${folder}
     PidFile ${folder}/apache.pid
     ErrorLog ${folder}/error.log
     DefaultRuntimeDir ${folder}/tmp
     User nobody
     Group nogroup
     StartServers 1
     ServerLimit 1
     ThreadsPerChild 8
     MaxRequestWorkers 8
     KeepAlive On
     MaxKeepAliveRequests 0
     KeepAliveTimeout 60
     ${loaded.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
     TypesConfig /dev/null
     AddType text/html .html
     AddType text/css .css
     AddType application/javascript .js
     AddType application/json .json
     AddType audio/mpeg .mp3
     AddType video/mp4 .mp4
     AddType application/pdf .pdf
     AddType image/png .png
     AddType image/svg+xml .svg
     AddType font/woff2 .woff2
     DirectoryIndex index.html
     ${site(ports[0], '2pass', writeServerConfig(folder, install, clinicPolicy))}
     ${site(ports[1], 'odd', writeServerConfig(folder, install, oddText))}
     ${site(ports[2], 'staged', writeStagedConfig(folder, install))}
    `,
  );
  const words = ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'];
  const server = await startServer({ command: '/usr/sbin/apache2', words }, ports[0]);
  return { server, oddPort: ports[1], stagedPort: ports[2] };
}
