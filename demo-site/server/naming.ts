// SPDX-License-Identifier: MIT
/**
 * Names a URL, cookie or storage key by the clinic's policy: which service it is, of which category.
 *
 * The studio module answers, so the stage and the page can't disagree. Without it all is unknown.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Named {
  /** The service's id; null when no service of the policy claims it. */
  readonly service: string | null;
  readonly category: string | null;
}

export type StorageKind = 'local_storage' | 'session_storage';

export interface Naming {
  ofUrl(url: string): Named;
  ofCookie(name: string): Named;
  ofStorage(kind: StorageKind, key: string): Named;
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

const unknown: Named = { service: null, category: null };

const nameless: Naming = {
  ofUrl: () => unknown,
  ofCookie: () => unknown,
  ofStorage: () => unknown,
};

/** Throws when a file that is named can't be read or opened. */
export async function loadNaming(studioFile?: string, policyFile?: string): Promise<Naming> {
  if (studioFile === undefined || policyFile === undefined) return nameless;
  const module = (await import(pathToFileURL(resolve(studioFile)).href)) as StudioModule;
  const studio = await module.loadStudio();
  const policy = studio.open(await readFile(policyFile, 'utf8'));
  const named = ({ service, category }: Named): Named => ({ service, category });
  return {
    ofUrl: (url) => named(policy.classifyUrl(url) ?? unknown),
    ofCookie: (name) => named(policy.classifyCookie(name) ?? unknown),
    ofStorage: (kind, key) => named(policy.classifyStorage(kind, key) ?? unknown),
  };
}
