// SPDX-License-Identifier: MIT
/**
 * A withdrawal: what runs here can't be stopped in place, so what its services stored is deleted and the page
 * loaded again without them.
 *
 * The sweep finds what this page can see. Cookies below other folders of the site are deleted unseen: by the names
 * that the policy knows or that were written here, in the folders that it declares or that the page links to.
 */
import { loadLanguage } from '../banner/language.ts';
import { visibleCookies } from '../guard/stored-names.ts';
import { deleteCookie, placesIn } from '../guard/sweep.ts';
import { cookieKind } from '../guard/write-gate.ts';
import type { RunningPage } from '../running-page.ts';
import { laterData } from './later-data.ts';
import { tellerOf } from './told-choice.ts';

const maxFolders = 200;
/** The longest wait for databases to be deleted, which one open elsewhere may block. */
const patience_ms = 1000;
/** The longest time that deleting unseen cookies may take. */
const unseen_ms = 500;

/** Resolves when what could be deleted is gone: names of cookies that may be left, since no page can delete them. */
export async function deleteStored(
  page: RunningPage,
  ended: readonly string[],
): Promise<readonly string[]> {
  const { guard } = page;
  const swept = guard.sweep();
  const isOut = (name: string): boolean => guard.isOut(cookieKind, name);
  const places = [...declaredPlaces(), ...notedPlaces()];
  const names = [...visibleCookies(), ...(await knownNames(page))];
  for (const folder of linkedFolders()) for (const name of names) places.push([name, folder]);
  deleteUnseen(places.filter(([name]) => isOut(name)));
  const hidden = Object.entries(laterData().http_only ?? {}).filter(([, id]) => ended.includes(id));
  let isHidden = true;
  const work = Promise.all([
    swept,
    hidden.length &&
      endHidden(page).then((isLeft) => {
        isHidden = isLeft;
      }),
  ]);
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, patience_ms))]);
  const left = isHidden ? hidden.map(([name]) => name) : [];
  return [...left, ...visibleCookies().filter(isOut)];
}

/** Has the site's server end cookies that scripts don't see; whether they may be left all the same. */
async function endHidden(page: RunningPage): Promise<boolean> {
  if (!page.data.tell) return true;
  try {
    return !(await (await tellerOf(page)).renew());
  } catch {
    return true; // what tells the collector did not load
  }
}

/** The names of all cookies in the policy, which the words of any language come with. */
async function knownNames({ data, fileUrl }: RunningPage): Promise<readonly string[]> {
  try {
    const { services } = await loadLanguage(fileUrl(`${data.lang}.json`));
    const names = services.flatMap(({ cookies }) => cookies.map(([name]) => name));
    return names.filter((name) => !name.endsWith('*'));
  } catch {
    return [];
  }
}

type NamedPlace = readonly [name: string, folder: string];

function declaredPlaces(): NamedPlace[] {
  const { cookie_paths = {} } = laterData();
  return Object.entries(cookie_paths).flatMap(([path, names]) =>
    names.split(' ').map((name): NamedPlace => [name, path]),
  );
}

/** What the guard saw written below '/' (noted-paths.ts). */
function notedPlaces(): NamedPlace[] {
  let noted = '';
  try {
    noted = localStorage.getItem('akkoord') ?? '';
    localStorage.removeItem('akkoord');
  } catch {
    // A browser that keeps no storage keeps no note.
  }
  return noted.split('\n').map((line) => [line.replace(/ .*/, ''), line.replace(/.*? /, '')]);
}

/** The folders of the site's own pages that this one links to. */
export function linkedFolders(): readonly string[] {
  const folders = new Set<string>();
  for (const { origin, pathname } of [...document.links] as HTMLAnchorElement[]) {
    if (origin !== location.origin) continue;
    const steps = pathname.replace(/\/$/, '').split('/');
    for (let depth = 2; depth <= steps.length; depth++) {
      if (folders.size < maxFolders) folders.add(steps.slice(0, depth).join('/'));
    }
  }
  return [...folders];
}

function deleteUnseen(pairs: readonly NamedPlace[]): void {
  const end_ms = performance.now() + unseen_ms;
  const partitions = location.protocol === 'https:' ? ['; Secure', '; Secure; Partitioned'] : [''];
  for (const [name, folder] of pairs) {
    deleteCookie(name, placesIn(location.hostname, folder.replace(/\/$/, '')), partitions);
    if (performance.now() > end_ms) return;
  }
}
