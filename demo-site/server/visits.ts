// SPDX-License-Identifier: MIT
/**
 * What the demo's server saw: a bounded log of page views and of requests that reached a vendor.
 *
 * A request belongs to the site whose page caused it, as its Referer tells. A vendor's frame asks in its own
 * name, so a vendor inherits the site that last led to it.
 */
import type { Named } from './naming.ts';

export interface Visit extends Named {
  readonly number: number;
  readonly time_s: number;
  readonly kind: 'page' | 'request';
  /** The site visited, as its real host. */
  readonly site: string;
  /** The page visited, as its path. */
  readonly page: string;
  readonly method: string;
  readonly host: string;
  /** Without the query: it may tell who the visitor is. */
  readonly path: string;
  /** Names of the third-party cookies that came with the answer. */
  readonly cookies: readonly string[];
}

export type NewVisit = Omit<Visit, 'number' | 'time_s'>;
export type VisitListener = (visit: Visit) => void;

const max_visits = 2_000;
const max_path_chars = 512;

export class Visits {
  private readonly log: Visit[] = [];
  private readonly listeners = new Set<VisitListener>();
  private last_number = 0;

  add(visit: NewVisit): void {
    this.last_number += 1;
    const kept: Visit = {
      ...visit,
      path: visit.path.slice(0, max_path_chars),
      page: visit.page.slice(0, max_path_chars),
      number: this.last_number,
      time_s: Date.now() / 1000,
    };
    this.log.push(kept);
    if (this.log.length > max_visits) this.log.shift();
    for (const listener of this.listeners) listener(kept);
  }

  /** All visits kept, oldest first. */
  all(): readonly Visit[] {
    return [...this.log];
  }

  /** Only what reached a vendor, oldest first. */
  requests(): readonly Visit[] {
    return this.log.filter(({ kind }) => kind === 'request');
  }

  /** The visits of `site` since its last page view, that view first. */
  ofLastPage(site: string): readonly Visit[] {
    const ofSite = this.log.filter((visit) => visit.site === site);
    const start = ofSite.map(({ kind }) => kind).lastIndexOf('page');
    return start < 0 ? [] : ofSite.slice(start);
  }

  /** The path of the page last viewed on `site`. */
  lastPage(site: string): string {
    return this.ofLastPage(site)[0]?.page ?? '/';
  }

  /** The site viewed last. */
  lastSite(): string | null {
    return this.log[this.log.length - 1]?.site ?? null;
  }

  /** Forgets the visits of `site`, or all. */
  clear(site?: string): void {
    const others = site === undefined ? [] : this.log.filter((visit) => visit.site !== site);
    this.log.splice(0, this.log.length, ...others);
  }

  /** Calls `listener` for each visit from now on; returns what ends that. */
  follow(listener: VisitListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
