// SPDX-License-Identifier: MIT
/** Tables on a terminal: text to the left, figures to the right. */

export type Cell = string | number | undefined;

/** What stands where there is nothing to say. */
const empty = '-';

export function printTable(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const lines = [columns, ...rows.map((row) => columns.map((_, at) => written(row[at])))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
  const [head = '', ...body] = lines.map((line) => laidOut(line, widths));
  console.log(`\n${title}\n\n${head}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const line of body) console.log(line);
}

/** A figure beside what it is held against: 0.87 is 13 % below it. */
export function ratio(value: number, against: number): string {
  return (value / against).toFixed(2);
}

export function thousands(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number given as such counts bytes. */
function written(cell: Cell): string {
  return typeof cell === 'number' ? thousands(cell) : (cell ?? empty);
}

function laidOut(line: readonly string[], widths: readonly number[]): string {
  return line
    .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
    .join('  ');
}
