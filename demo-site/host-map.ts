// SPDX-License-Identifier: MIT
/** Prints what `akkoord compile --map-hosts` takes for the demo on a port: host-map.mjs PORT. */
import { hostMap } from './server/hosts.ts';

const port = Number(process.argv[2]);
if (Number.isInteger(port) && port > 0 && port < 65_536) {
  console.log(JSON.stringify(hostMap(port), null, 2));
} else {
  console.error('usage: host-map.mjs PORT');
  process.exitCode = 2;
}
