// SPDX-License-Identifier: MIT
/** What a text says, by the words of ../words.json: which kind of button it is, and in which languages. */
import data from '../words.json';

export type Kind = 'accept' | 'reject' | 'choose' | 'save' | 'close' | 'way_back';
type List = keyof (typeof data.languages)['en'];

export interface Said {
  readonly kind: Kind;
  /** The languages in which the phrase says so. */
  readonly languages: readonly string[];
}

const languages = Object.entries(data.languages) as [string, Record<List, readonly string[]>][];
/** On a button: what leads back to the choice says the same as what opens it, and is told apart by place. */
const buttonKinds: readonly Kind[] = ['reject', 'accept', 'save', 'choose', 'close'];
const longestLabel = 70;

/** Lower case, one blank between words, no marks around. */
export function normal(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** Whether `phrase` stands in `text` as whole words; a word of up to three letters alone, or with more on its side. */
function has(text: string, phrase: string): boolean {
  if (text === phrase) return true;
  if (phrase.length <= 3) return text.startsWith(`${phrase},`) || text.startsWith(`${phrase}!`);
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const around = [text.slice(0, at).slice(-1), text.charAt(at + phrase.length)];
    if (!around.some((one) => /[\p{L}\p{N}]/u.test(one))) return true;
  }
  return false;
}

/** What a button of a banner does, by its words; the longest phrase decides. */
export function kindOf(label: string): Said | undefined {
  if (/^[\s\u00d7\u2715\u2716\u2717xX]+$/.test(label)) return { kind: 'close', languages: [] };
  return longest(label, buttonKinds);
}

/** Whether a link or button leads back to the choice. */
export function isWayBack(label: string): boolean {
  return longest(label, ['way_back']) !== undefined;
}

function longest(label: string, kinds: readonly Kind[]): Said | undefined {
  const text = normal(label);
  if (!text || text.length > longestLabel) return undefined;
  let best = '';
  let kind: Kind | undefined;
  const spoken = new Set<string>();
  for (const [language, lists] of languages) {
    for (const one of kinds) {
      for (const phrase of lists[one]) {
        if (phrase.length < best.length || !has(text, phrase)) continue;
        if (phrase !== best) spoken.clear();
        else if (kind !== one) continue;
        best = phrase;
        kind = one;
        spoken.add(language);
      }
    }
  }
  return kind && { kind, languages: [...spoken] };
}

/** Whether a text speaks of `list`, in any language. */
export function speaksOf(list: List, text: string): boolean {
  const spoken = normal(text);
  return languages.some(([, lists]) => lists[list].some((phrase) => has(spoken, phrase)));
}
