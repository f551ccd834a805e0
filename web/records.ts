// SPDX-License-Identifier: MIT
/**
 * The visitor's choice, as the records hold it: read by the core, written as cookies and read back.
 */
import { cookieName } from './guard/cookie-writes.ts';
import { cookiePlaces } from './guard/sweep.ts';
import { type PageModule, recordState } from './page-module.ts';

export { type CategoryName, categoryNames } from './page-module.ts';

export type OptionalCategory = 'functional' | 'analytical' | 'advertising' | 'social';

export interface CategoryChoice {
  readonly functional: boolean;
  readonly analytical: boolean;
  readonly advertising: boolean;
  readonly social: boolean;
  /** The grants hold on sensitive pages too. */
  readonly sensitive: boolean;
}

export interface Choice extends CategoryChoice {
  /** By id: services that differ from their category. */
  readonly services: Readonly<Record<string, boolean>>;
}

export interface Records {
  /** Decides anew from the cookies as they are; whether a record counts now. */
  read(): boolean;
  /** What the last record read says. */
  choice(): CategoryChoice;
  /** Whether the visitor chose service `number`, circumstances aside. */
  chose(number: number): boolean;
  /** Writes and reads back; false where the browser does not keep it. */
  write(choice: Choice): boolean;
}

/** Their places are their bits in the page module. */
const choiceNames = ['functional', 'analytical', 'advertising', 'social', 'sensitive'] as const;

export function pageRecords(core: PageModule, gpc: boolean): Records {
  const records: Records = {
    read() {
      const { pathname, hostname } = location;
      const state = core.decide(storedCookies(), pathname, hostname, Date.now() / 1000, gpc);
      return state === recordState.current;
    },
    choice: () => choiceOf(core.choice()),
    chose(number) {
      const exception = core.exception(number);
      const byCategory = (core.choice() << 1) & (1 << core.category(number));
      return exception ? exception === 1 : !!byCategory || !core.category(number);
    },
    write(choice) {
      const bits = bitsOf(choice);
      const exceptions = exceptionsOf(choice.services, core, bits);
      const now_s = Date.now() / 1000;
      records.read();
      const lines = core.choose(bits, exceptions, location.protocol === 'https:', now_s);
      const seen = storedCookies();
      const places = cookiePlaces(location.hostname, location.pathname);
      try {
        for (const line of lines) {
          const name = cookieName(line);
          // A twin on another domain or path, a former banner's perhaps, would be read beside ours.
          const twins = seen.includes(name) ? places : [];
          const deletions = twins.map((place) => `${name}=; Max-Age=0${place}`);
          // biome-ignore lint/suspicious/noDocumentCookie: read back in this very turn
          for (const cookie of [...deletions, line]) document.cookie = cookie;
        }
      } catch {
        return false;
      }
      const current = records.read() && core.choice() === bits;
      return current && exceptionsOf(chosenServices(core, records), core, bits) === exceptions;
    },
  };
  return records;
}

/** The page's cookies; none where the browser refuses them. */
export function storedCookies(): string {
  try {
    return document.cookie;
  } catch {
    return '';
  }
}

export function choiceOf(bits: number): CategoryChoice {
  const choice = choiceNames.map((name, bit) => [name, !!((bits >> bit) & 1)]);
  return Object.fromEntries(choice);
}

export function bitsOf(choice: CategoryChoice): number {
  return choiceNames.reduce((bits, name, bit) => bits | (Number(choice[name]) << bit), 0);
}

/** `+youtube.-hotjar`, in the policy's order: the services that differ from their category. */
function exceptionsOf(services: Choice['services'], core: PageModule, bits: number): string {
  return core.ids
    .flatMap((id, number) => {
      const category = core.category(number);
      const byCategory = !!((bits << 1) & (1 << category));
      const granted = services[id] ?? byCategory;
      return !category || granted === byCategory ? [] : `${granted ? '+' : '-'}${id}`;
    })
    .join('.');
}

/** By id, what the visitor chose for each service. */
export function chosenServices(core: PageModule, records: Records): Choice['services'] {
  return Object.fromEntries(core.ids.map((id, number) => [id, records.chose(number)]));
}
