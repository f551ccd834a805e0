// SPDX-License-Identifier: MIT
/**
 * Speculation rules that were held come back where they name nothing beyond this site's pages but what is granted;
 * the rest stays held, and is told by the host that it names.
 */
import type { HandOver } from '../hand-over.ts';
import type { RunningPage } from '../running-page.ts';

/** Puts back what may come back of `rules`, and judges what comes later. */
export function returnRules(
  { core, guard }: RunningPage,
  handOver: HandOver,
  rules: readonly HTMLScriptElement[],
): void {
  const isHeld = (url: string): boolean => {
    if (guard.runs(core.classifyUrl(url))) return false;
    guard.noteRequest(url);
    return true;
  };
  handOver.u = { push: ({ text }) => foreignUrls(text).filter(isHeld).length };
  for (const { type, text } of rules) {
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

/** What rules name beyond this origin; `any:` where they would follow links without telling where those lead. */
export function foreignUrls(text: string): readonly string[] {
  try {
    const rules: Readonly<Record<string, readonly Rule[]>> = JSON.parse(text);
    return Object.values(rules)
      .flat()
      .flatMap(({ urls, where = {} }) =>
        urls
          ? urls.map((url) => new URL(url, document.baseURI).href).filter((url) => !isOwn(url))
          : staysHere(where)
            ? []
            : 'any:',
      );
  } catch {
    return ['any:'];
  }
}

function staysHere({ href_matches, and, or }: Condition): boolean {
  if (href_matches) return [href_matches].flat().every(isOwnPath);
  return and ? and.some(staysHere) : !!or?.every(staysHere);
}

/** A pattern is no URL, so only a path says for sure whose pages it means. */
function isOwnPath(pattern: unknown): boolean {
  return /^\/(?![/\\])/.test(`${pattern}`) && isOwn(new URL(`${pattern}`, document.baseURI).href);
}

function isOwn(url: string): boolean {
  return url.startsWith(`${location.origin}/`);
}
