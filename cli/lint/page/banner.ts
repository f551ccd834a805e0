// SPDX-License-Identifier: MIT
/** What is to be said of the layer that asks, and how its buttons are pressed. */
import { textContrast } from './colour.ts';
import { type Layer, layers, type Pressable, ticksIn } from './layer.ts';
import { type Measured, measured } from './measure.ts';
import {
  everyElement,
  isOnTop,
  isPressable,
  isShown,
  labelOf,
  middleOf,
  upFrom,
  wordsIn,
} from './tree.ts';
import { isWayBack, type Kind, speaksOf } from './words.ts';

/** Read by cli/lint/seen.cc under these names. */
export interface SeenLayer {
  readonly words: string;
  /** As the layer or what is around it in the banner says; empty where only the page does. */
  readonly language: string;
  /** In which languages its buttons' words are words for that. */
  readonly languages: readonly string[];
  readonly accept: Measured | null;
  readonly reject: Measured | null;
  readonly choose: Measured | null;
  readonly save: Measured | null;
  readonly close: Measured | null;
  /** What stays optional and is on all the same. */
  readonly ticked: readonly string[];
  readonly ticks: number;
  readonly faintest_text_ratio: number;
  readonly faintest_text: string;
  readonly gaps: readonly string[];
  readonly names: Readonly<Record<'withdrawal' | 'analytical' | 'advertising' | 'social', boolean>>;
}

/** The layer that takes the visitor's clicks; null where none asks. */
export function seenLayer(): SeenLayer | null {
  const [layer] = layers();
  return layer ? seen(layer) : null;
}

function seen(layer: Layer): SeenLayer {
  const words = wordsIn(layer.root);
  const button = (kind: Kind): Measured | null => {
    const found = first(layer, kind);
    return found ? measured(found) : null;
  };
  const [ratio, text] = faintestText(layer.root);
  return {
    words: words.replace(/\s+/g, ' ').trim().slice(0, 6000),
    language: languageOf(layer),
    languages: spoken(layer),
    accept: button('accept'),
    reject: button('reject'),
    choose: button('choose'),
    save: button('save'),
    close: button('close'),
    ticked: ticked(layer.root),
    ticks: ticksIn(layer.root).length,
    faintest_text_ratio: ratio,
    faintest_text: text,
    gaps: gapsIn(words, layer),
    names: {
      withdrawal: speaksOf('withdrawal', words),
      analytical: speaksOf('analytical', words),
      advertising: speaksOf('advertising', words),
      social: speaksOf('social', words),
    },
  };
}

function first({ pressables }: Layer, kind: Kind): Pressable | undefined {
  const ones = pressables.filter((one) => one.kind === kind);
  return ones.find(({ element }) => isOnTop(element)) ?? ones[0];
}

/** The languages that explain most of its buttons. */
function spoken({ pressables }: Layer): string[] {
  const counts = new Map<string, number>();
  for (const { languages } of pressables) {
    for (const one of languages) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([language]) => language);
}

function languageOf({ root, pressables }: Layer): string {
  const [one] = pressables;
  for (const element of upFrom(one?.element ?? root)) {
    if (element === document.documentElement) return '';
    const language = element.getAttribute('lang');
    if (language) return language;
  }
  return '';
}

function ticked(root: Element): string[] {
  const on = ticksIn(root).filter((one) => {
    const input = one instanceof HTMLInputElement ? one : undefined;
    const isOn = input ? input.checked : one.getAttribute('aria-checked') === 'true';
    const isFixed = input ? input.disabled : one.getAttribute('aria-disabled') === 'true';
    return isOn && !isFixed;
  });
  const names = on.map((one) => nameOf(one));
  return names.filter((name) => !speaksOf('necessary', name)).slice(0, 20);
}

function nameOf(control: Element): string {
  const input = control as HTMLInputElement;
  const named =
    control.getAttribute('aria-label') ||
    [...(input.labels ?? [])].map((label) => wordsIn(label)).join(' ') ||
    labelledBy(control) ||
    wordsIn(control.closest('li,label,tr,section,div') ?? control);
  return named.replace(/\s+/g, ' ').trim().slice(0, 60);
}

function labelledBy(control: Element): string {
  const ids = (control.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const root = control.getRootNode() as Document | ShadowRoot;
  return ids.map((id) => wordsIn(root.getElementById(id) ?? document.createElement('i'))).join(' ');
}

/** The words with the least contrast; a picture behind them can't be judged. */
function faintestText(root: Element): [ratio: number, text: string] {
  let worst: [number, string] = [0, ''];
  const look = (inside: Element | ShadowRoot): void => {
    for (const element of inside.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own
        .map((node) => (node.nodeValue ?? '').trim())
        .join(' ')
        .trim();
      if (!text || !isShown(element) || element.matches('style,script,:disabled')) continue;
      const ratio = textContrast(element);
      if (ratio > 0 && (worst[0] === 0 || ratio < worst[0])) worst = [ratio, text.slice(0, 60)];
    }
  };
  look(root);
  return [Math.round(worst[0] * 100) / 100, worst[1]];
}

/** Texts that were forgotten: names in braces, "undefined", buttons without words. */
function gapsIn(words: string, { root }: Layer): string[] {
  const left =
    words.match(
      /\{\{?\s*[\w.]+\s*\}?\}|\$\{\w+\}|%[A-Za-z_]{2,}%|\bundefined\b|\[object \w+\]|\b[a-z]+(?:_[a-z]+)+\b/g,
    ) ?? [];
  const nameless = [...root.querySelectorAll('button,a[href]')].filter(
    (one) =>
      isShown(one) && labelOf(one).trim() === '' && !one.querySelector('img[alt]:not([alt=""])'),
  );
  return [
    ...new Set(left),
    ...nameless.map((one) => `a ${one.tagName.toLowerCase()} without words`),
  ].slice(0, 10);
}

/** Where to click for a kind of button; it is scrolled to first. */
export function place(kind: Kind): { x: number; y: number; reachable: boolean } | null {
  const element = kind === 'way_back' ? wayBack()?.element : pressableOf(kind)?.element;
  if (!element) return null;
  if (!isOnTop(element)) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  return { ...middleOf(element), reachable: isOnTop(element) };
}

/** Presses it by script, for what no click reaches. */
export function press(kind: Kind): boolean {
  const element = kind === 'way_back' ? wayBack()?.element : pressableOf(kind)?.element;
  (element as HTMLElement | undefined)?.click();
  return !!element;
}

function pressableOf(kind: Kind): Pressable | undefined {
  const [layer] = layers();
  return layer && first(layer, kind);
}

/** Makers whose way back has no words. */
const knownWaysBack =
  'a[href="#akkoord"],[data-akkoord-open],#ot-sdk-btn,.ot-sdk-show-settings,.optanon-toggle-display,#CookiebotWidget,' +
  '.cky-btn-revisit,.cmplz-manage-consent,.iubenda-cs-preferences-link,.iubenda-tp-btn,[data-cc="show-preferencesModal"],' +
  '.osano-cm-widget,#teconsent,#usercentrics-root [data-testid="uc-privacy-button"],.didomi-consent-popup-preferences';

/** What leads back to the choice from anywhere but the layer itself; null where nothing does. */
export function wayBack(): { element: Element; text: string } | null {
  const roots = layers().map(({ root }) => root);
  const outside = everyElement().filter(
    (one) => isPressable(one) && !roots.some((root) => [...upFrom(one)].includes(root)),
  );
  for (const element of outside) {
    const text = labelOf(element).slice(0, 80);
    const leads = isWayBack(text) || isWayBack(element.getAttribute('aria-label') ?? '');
    if ((leads || element.matches(knownWaysBack)) && isShown(element)) return { element, text };
  }
  return null;
}
