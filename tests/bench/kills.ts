// SPDX-License-Identifier: MIT
/** kill -9 under load: 50 times, or AKKOORD_KILLS; ends with 1 where anything acknowledged is lost. */
import { killAgainAndAgain } from '../collector/kills.ts';
import { printTable } from './table.ts';

const kills = Number(process.env['AKKOORD_KILLS'] ?? 50);
const { acknowledged, heads, occasions } = await killAgainAndAgain(kills);
printTable(
  'A collector killed under load',
  ['killed', 'times'],
  Object.entries(occasions).map(([name, times]) => [`at ${name}`, times]),
);
console.log(
  `${kills} kills, ${acknowledged} acknowledged, ${heads} heads kept: nothing lost, nothing twice, the log holds`,
);
process.exit(0);
