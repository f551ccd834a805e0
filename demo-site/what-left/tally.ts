// SPDX-License-Identifier: MIT
/** Counts by category and service: of what left, and of what was held. */
export const categories = [
  'mandatory',
  'functional',
  'analytical',
  'advertising',
  'social',
  'unknown',
] as const;
export type CategoryName = (typeof categories)[number];

export interface Sighting {
  /** The service's id; null when no service of the policy claims it. */
  readonly service: string | null;
  readonly category: string | null;
  readonly kind: 'request' | 'cookie' | 'storage';
  /** A host, or the name of a cookie or key. */
  readonly name: string;
  readonly count: number;
  /** The host that set a cookie, where that is known. */
  readonly host?: string;
}

/** What one service did on one page. */
export interface ServiceTally {
  readonly service: string | null;
  readonly category: CategoryName;
  count: number;
  /** How often by host. */
  readonly hosts: Map<string, number>;
  /** Names of cookies and storage keys. */
  readonly stored: Set<string>;
}

/** Adds sightings up: services in the order of their categories, the busiest first. */
export function tally(sightings: Iterable<Sighting>): readonly ServiceTally[] {
  const by_service = new Map<string, ServiceTally>();
  for (const { service, category, kind, name, count, host } of sightings) {
    const known = categories.find((each) => each === category) ?? 'unknown';
    const key = service ?? `?${kind === 'request' ? name : (host ?? '')}`;
    const entry: ServiceTally = by_service.get(key) ?? {
      ...{ service, category: known, count: 0, hosts: new Map(), stored: new Set() },
    };
    by_service.set(key, entry);
    entry.count += count;
    if (kind === 'request') entry.hosts.set(name, (entry.hosts.get(name) ?? 0) + count);
    else entry.stored.add(name);
  }
  const rank = ({ category }: ServiceTally): number => categories.indexOf(category);
  return [...by_service.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}

export function sum(services: readonly ServiceTally[]): number {
  return services.reduce((total, { count }) => total + count, 0);
}
