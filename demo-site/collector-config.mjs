// SPDX-License-Identifier: MIT
//
// Prints the collector's configuration for the clinics compiled in DIR, to stand beside DIR:
// node demo-site/collector-config.mjs DIR
import { readdirSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';

const compiled = process.argv[2];
if (compiled === undefined) {
  console.error('usage: collector-config.mjs DIR');
  process.exit(2);
}
const folder = dirname(compiled);
const policies = readdirSync(compiled).map((id) => ({
  policy: relative(folder, `consent-config/clinics/${id}.json`),
  files: `${basename(compiled)}/${id}`,
}));
const config = {
  listen: '127.0.0.1:0',
  data: relative(folder, 'out/demo-consents'),
  policies,
  map_hosts: 'hosts.json',
  allow_http: true,
  requests_per_connection_s: 0,
};
console.log(JSON.stringify(config, null, 2));
