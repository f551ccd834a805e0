// SPDX-License-Identifier: MIT
/** What the script hands to akkoord-embeds.js, which loads when a page's first refused embed is met. */
import type { Language } from '../banner/language.ts';
import type { PageData } from '../page-data.ts';

export interface EmbedContext {
  /** By service: selectors of embeds that a script would build, joined by commas; '' where there are none. */
  readonly embeds: Readonly<Record<string, string>>;
  /** The service that a URL belongs to; null where none claims it. */
  serviceOf(url: string): string | null;
  /** Whether the page was made with the service granted. */
  runs(service: string): boolean;
  /** Why it was not; gpc or sensitive_route where granting it here would not help. */
  reason(service: string): string;
  /** Grants the service beside what is granted already; the page loads again by the grant rule. */
  alwaysShow(service: string): Promise<unknown>;
  /** The site's own page that opens `url` in a frame and nothing but URLs of that service. */
  frameUrl(service: string, url: string): string;
  /** Words in the language that the banner speaks. */
  readonly language: Promise<Language>;
  readonly css: PageData['css'];
}

/** What `import()` of akkoord-embeds.js gives. */
export interface EmbedsModule {
  /** Puts a placeholder over each refused embed of the page, now and later. Called once. */
  showPlaceholders(context: EmbedContext): void;
}
