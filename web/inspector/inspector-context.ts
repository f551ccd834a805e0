// SPDX-License-Identifier: MIT
/** What the script hands to akkoord-inspector.js, which loads when a developer asks for it. */
import type { AkkoordState } from '../api.ts';
import type { PageData } from '../page-data.ts';
import type { Inspection } from './inspection.ts';

export interface InspectorContext {
  readonly data: PageData;
  state(): AkkoordState;
  /** By service, why it is as state() says: record, expired, revision, malformed, gpc, sensitive_route, mandatory, exempt. */
  reasons(): Readonly<Record<string, string>>;
  /** The page policy that the records allow now; its sources that no service claims are the site's own. */
  pagePolicy(): string;
  /** Where a file that `akkoord compile` wrote stands. */
  fileUrl(name: string): string;
  /** The service that claims it; null where none does, '' for what is Akkoord's own. */
  classifyUrl(url: string): string | null;
  classifyCookie(name: string): string | null;
  /** 0 local, 1 session, 2 IndexedDB, 3 caches. */
  classifyStorage(kind: 0 | 1 | 2 | 3, key: string): string | null;
  readonly install: 'header' | 'snippet' | 'tag';
  /** Faults and mismatches, each with its remedy, as the console had them. */
  readonly notes: readonly string[];
}

/** What `import()` of akkoord-inspector.js gives. */
export interface InspectorModule {
  /** Looks at the page, shows what was found in a panel and the console, and returns it. */
  openInspector(context: InspectorContext): Promise<Inspection>;
  /** Looks at the page alone. */
  inspectPage(context: InspectorContext): Promise<Inspection>;
}
