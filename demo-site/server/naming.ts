// SPDX-License-Identifier: MIT
/**
 * Names a URL, cookie or storage key by a clinic's policy: which service it is, of which category.
 *
 * The studio module answers, so the stage and the page can't disagree. Without it all is unknown.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Named {
  /** The service's id; null when no service of the policy claims it. */
  readonly service: string | null;
  readonly category: string | null;
}

export type StorageKind = 'local_storage' | 'session_storage';

export interface Naming {
  ofUrl(url: string): Named;
  ofCookie(name: string): NamedItem;
  ofStorage(kind: StorageKind, key: string): NamedItem;
}

export interface NamedItem extends Named {
  /** Kept by the clinic itself, which tells nobody. */
  readonly own: boolean;
}

/** The part of the studio module that is used here. */
interface StudioPolicy {
  classifyUrl(url: string): Named | null;
  classifyCookie(name: string): Named | null;
  classifyStorage(kind: string, key: string): Named | null;
}
interface Studio {
  open(policyText: string): StudioPolicy;
}
interface StudioModule {
  readonly loadStudio: () => Promise<Studio>;
}

const unknown = { service: null, category: null, own: false };

const nameless: Naming = {
  ofUrl: () => unknown,
  ofCookie: () => unknown,
  ofStorage: () => unknown,
};

/** How each clinic's policy names things; what no policy is there for is unknown. */
export class Namings {
  private readonly by_clinic: ReadonlyMap<string, Naming>;

  constructor(by_clinic: ReadonlyMap<string, Naming>) {
    this.by_clinic = by_clinic;
  }

  of(clinic: string | undefined): Naming {
    return this.by_clinic.get(clinic ?? '') ?? nameless;
  }
}

/**
 * Reads the policies of `clinics` from a folder of `ID.json`. Without the studio module all is unknown; throws
 * when what is named can't be read or opened.
 */
export async function loadNamings(
  clinics: readonly string[],
  studioFile?: string,
  policies?: string,
): Promise<Namings> {
  if (studioFile === undefined || policies === undefined) return new Namings(new Map());
  const module = (await import(pathToFileURL(resolve(studioFile)).href)) as StudioModule;
  const studio = await module.loadStudio();
  const by_clinic = new Map<string, Naming>();
  for (const clinic of clinics) {
    const text = await readFile(join(policies, `${clinic}.json`), 'utf8');
    by_clinic.set(clinic, namingBy(studio.open(text), ownServices(text)));
  }
  return new Namings(by_clinic);
}

/** Ids of the services that the controller itself provides. */
function ownServices(policyText: string): ReadonlySet<string> {
  interface Party {
    readonly name: string;
  }
  const { controller, services } = JSON.parse(policyText) as {
    controller: Party;
    services: readonly (string | { id?: string; provider?: Party })[];
  };
  const own = services.flatMap((each) => {
    if (typeof each === 'string' || each.id === undefined) return [];
    return each.provider?.name === controller.name ? [each.id] : [];
  });
  return new Set(own);
}

function namingBy(policy: StudioPolicy, own: ReadonlySet<string>): Naming {
  const item = (found: Named | null): NamedItem => {
    const { service, category } = found ?? unknown;
    return { service, category, own: service !== null && own.has(service) };
  };
  return {
    ofUrl(url) {
      const { service, category } = policy.classifyUrl(url) ?? unknown;
      return { service, category };
    },
    ofCookie: (name) => item(policy.classifyCookie(name)),
    ofStorage: (kind, key) => item(policy.classifyStorage(kind, key)),
  };
}
