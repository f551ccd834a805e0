// SPDX-License-Identifier: MIT
/** Visitors: all that can be chosen, and the cookies that their choice leaves. */
import type { CategoryChoice, StudioPolicy } from '../../wasm/studio-api.ts';

export const now_s = 1_795_737_600;
export const entropy: Uint8Array = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

/** Each set of the four categories, from none to all. */
export const allChoices: readonly Required<CategoryChoice>[] = Array.from(
  { length: 16 },
  (_, bits) => ({
    functional: (bits & 1) !== 0,
    analytical: (bits & 2) !== 0,
    advertising: (bits & 4) !== 0,
    social: (bits & 8) !== 0,
    sensitive: false,
  }),
);

export function choiceWords(choice: CategoryChoice): string {
  const granted = Object.entries(choice).flatMap(([name, given]) => (given ? [name] : []));
  return granted.join('+') || 'nothing';
}

export interface Chosen {
  readonly choice: CategoryChoice;
  readonly services?: Readonly<Record<string, boolean>>;
  readonly at_s?: number;
}

/** The Cookie header of a visitor who chose so. */
export function cookiesOf(
  policy: StudioPolicy,
  { choice, services = {}, at_s = now_s }: Chosen,
): string {
  const lines = policy.writeRecords({
    choice,
    services,
    host: 'www.2passclinic.test',
    secure: true,
    now_s: at_s,
    entropy,
  });
  return keptCookies(lines);
}

/** What a browser keeps of Set-Cookie values: the pairs that do not delete. */
export function keptCookies(lines: readonly string[]): string {
  return lines
    .filter((line) => !/; Max-Age=0(;|$)/.test(line))
    .map((line) => line.slice(0, line.indexOf(';')))
    .join('; ');
}
