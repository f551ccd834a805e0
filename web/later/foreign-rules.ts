// SPDX-License-Identifier: MIT
/**
 * Speculation rules that were held come back where they name nothing beyond this site's pages but what is granted;
 * the rest stays held, and is told by the host that it names.
 */
import { noHost } from '../guard/no-host.ts';
import type { RunningPage } from '../running-page.ts';
import { noteRequest } from './refusals.ts';
import { wholeModule } from './whole-module.ts';

/** Puts back what may come back of the rules that were met, and judges what comes later. */
export function returnRules(page: RunningPage): void {
  const { data, guard, handOver, met } = page;
  const isHeld = (url: string): boolean => {
    if (guard.runs(wholeModule(data).classifyUrl(url))) return false;
    noteRequest(page, url);
    return true;
  };
  const isHeldPath = (path: string): boolean => {
    const held = !!handOver.h?.(path);
    if (held) noteRequest(page, `https://${noHost}${path}`);
    return held;
  };
  handOver.u = { push: ({ text }) => foreignUrls(text, isHeldPath).filter(isHeld).length };
  for (const { type, text } of met.rules) {
    document.head.append(Object.assign(document.createElement('script'), { type, text }));
  }
}

interface Rule {
  readonly urls?: readonly string[];
  readonly where?: Condition;
}

interface Condition {
  readonly href_matches?: unknown;
  readonly and?: readonly Condition[];
  readonly or?: readonly Condition[];
}

/** Puts each rule of the page in anew: what the browser fetched ahead was made for the records of then. */
export function renewRules(): void {
  for (const script of document.querySelectorAll<HTMLScriptElement>(
    'script[type=speculationrules]',
  )) {
    const { type, text } = script;
    script.replaceWith(Object.assign(document.createElement('script'), { type, text }));
  }
}

/**
 * What rules name beyond this origin, and own paths that stand in for a refused service; `any:` where they would
 * follow links without telling where those lead.
 */
export function foreignUrls(
  text: string,
  isHeldPath: (path: string) => boolean = () => false,
): readonly string[] {
  const isOwn = (url: string): boolean =>
    url.startsWith(`${location.origin}/`) && !isHeldPath(new URL(url).pathname);
  try {
    const rules: Readonly<Record<string, readonly Rule[]>> = JSON.parse(text);
    return Object.values(rules)
      .flat()
      .flatMap(({ urls, where = {} }) =>
        urls
          ? urls.map((url) => new URL(url, document.baseURI).href).filter((url) => !isOwn(url))
          : staysHere(where, isOwn)
            ? []
            : 'any:',
      );
  } catch {
    return ['any:'];
  }
}

function staysHere({ href_matches, and, or }: Condition, isOwn: (url: string) => boolean): boolean {
  const stays = (condition: Condition): boolean => staysHere(condition, isOwn);
  // A pattern is no URL, so only a path says for sure whose pages it means.
  const isOwnPath = (pattern: unknown): boolean =>
    /^\/(?![/\\])/.test(`${pattern}`) && isOwn(new URL(`${pattern}`, document.baseURI).href);
  if (href_matches) return [href_matches].flat().every(isOwnPath);
  return and ? and.some(stays) : !!or?.every(stays);
}
