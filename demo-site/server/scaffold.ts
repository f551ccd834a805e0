// SPDX-License-Identifier: MIT
/**
 * clinic/scaffold.css, which the clinics' sheets import, put in their place as they are sent: a page asks for one
 * sheet and waits for one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const line = '@import "../scaffold.css";';

/** `folder` is the clinic's; a sheet that does not import the scaffold stays as it is. */
export function withScaffold(sheet: string, folder: string): string {
  if (!sheet.includes(line)) return sheet;
  const scaffold = readFileSync(join(folder, '../scaffold.css'), 'utf8');
  return sheet.replace(line, () => scaffold);
}
