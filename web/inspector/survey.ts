// SPDX-License-Identifier: MIT
/**
 * What the page has met: third parties asked for, as the browser's own timings list them, and what is stored.
 * Hosts and names alone; addresses and values stay where they are.
 */
import type { HeldEntry } from '../guard/held.ts';
import { storedNames } from '../guard/stored-names.ts';
import type { FindingKind, MetFinding } from './inspection.ts';
import type { InspectorContext } from './inspector-context.ts';
import { admits, readPageSources } from './page-sources.ts';

type Classify = (name: string) => string | null;

export async function surveyPage(context: InspectorContext): Promise<readonly MetFinding[]> {
  const met = new Map<string, MetFinding>();
  const note = (kind: FindingKind, name: string, service: string | null): void => {
    if (service === '') return; // Akkoord's own
    const key = `${kind} ${service} ${name}`;
    met.set(key, { kind, name, service, count: (met.get(key)?.count ?? 0) + 1 });
  };
  const noteAll = (kind: FindingKind, names: readonly string[], classify: Classify): void => {
    for (const name of names) note(kind, name, classify(name));
  };

  const { sources } = readPageSources(context.pagePolicy());
  const isOwn = (url: URL): boolean =>
    url.host === location.host || sources.some((source) => admits(source, url));
  const { held } = context.state();
  for (const { name } of performance.getEntriesByType('resource')) {
    const url = new URL(name);
    if (!/^(http|ws)s?:$/.test(url.protocol)) continue;
    const service = context.classifyUrl(name);
    // The browser lists what it refused too.
    const isRefused = held.some(
      (entry) => entry.name === url.host && entry.service === service && !isSeen(entry),
    );
    if (!isRefused && (service !== null || !isOwn(url))) note('request', url.host, service);
  }
  // The browser's list has an end; observe mode keeps its own.
  for (const entry of held) {
    const { kind, name, service, count } = entry;
    if (kind !== 'request' || !isSeen(entry)) continue;
    const key = `request ${service} ${name}`;
    if (service || !isOwn(new URL(`https://${name}`))) met.set(key, { kind, name, service, count });
  }

  const kept = await storedNames();
  noteAll('cookie', kept.cookies, context.classifyCookie);
  noteAll('local_storage', kept.local, (key) => context.classifyStorage(0, key));
  noteAll('session_storage', kept.session, (key) => context.classifyStorage(1, key));
  noteAll('indexed_db', kept.databases, (key) => context.classifyStorage(2, key));
  noteAll('cache', kept.caches, (key) => context.classifyStorage(3, key));
  return [...met.values()];
}

/** Whether an entry of the held list was let through: observe mode lists what it sees there. */
export function isSeen(entry: HeldEntry): boolean {
  return 'seen' in entry;
}
