// SPDX-License-Identifier: MIT
/** Finds the layer that asks for consent, whoever made it: by its buttons' words, its place and what it speaks of. */
import {
  everyElement,
  isOnTop,
  isPressable,
  isShown,
  labelOf,
  styleOf,
  upFrom,
  wordsIn,
} from './tree.ts';
import { type Kind, kindOf, speaksOf } from './words.ts';

export interface Pressable {
  readonly element: Element;
  readonly label: string;
  readonly kind: Kind;
  readonly languages: readonly string[];
}

/** Something that asks. */
export interface Layer {
  readonly root: Element;
  readonly pressables: readonly Pressable[];
  /** Everything behind it is out of reach. */
  readonly isModal: boolean;
}

const longestLayer = 30_000;
/** How many buttons and links of a page are read, and how many of them may belong to layers. */
const mostRead = 3_000;
const mostSaying = 200;
/** What lies in the page like its content is taken for a banner no longer than this. */
const longestLine = 1_500;

/** The layers that are shown, the one that takes the visitor's clicks first. */
export function layers(): Layer[] {
  const byRoot = new Map<Element, Pressable[]>();
  let saying = 0;
  for (const element of everyElement().filter(isPressable).slice(0, mostRead)) {
    const label = labelOf(element);
    const said = kindOf(label);
    if (!said || !isShown(element)) continue;
    if (++saying > mostSaying) break;
    const root = layerAround(element);
    if (!root) continue;
    const known = byRoot.get(root) ?? [];
    known.push({ element, label, ...said });
    byRoot.set(root, known);
  }
  return [...byRoot]
    .filter(([, pressables]) => pressables.some(({ kind }) => /^(accept|reject|save)$/.test(kind)))
    .map(([root, pressables]) => ({ root, pressables, isModal: isModal(root) }))
    .sort((a, b) => rank(b) - rank(a));
}

function rank({ isModal, pressables }: Layer): number {
  const reachable = pressables.filter(({ element }) => isOnTop(element)).length;
  return (
    (isModal ? 100 : 0) + (reachable ? 50 : 0) + new Set(pressables.map(({ kind }) => kind)).size
  );
}

function isModal(root: Element): boolean {
  return root.matches('dialog:modal,[aria-modal="true"]') || !!root.querySelector('dialog:modal');
}

/** A layer lies over the page or is called one, and speaks of what it asks; a line first in the body counts too. */
function layerAround(element: Element): Element | undefined {
  let speaking: Element | undefined;
  let over: Element | undefined;
  for (const one of upFrom(element)) {
    if (one.matches('html,body,iframe')) break;
    if (!over && isOver(one)) over = one;
    if (!speaking && speaks(one)) speaking = one;
    if (over && speaking) break;
  }
  if (over && wordsIn(over).length > longestLayer) return undefined;
  if (over && speaking && over.contains(speaking)) return over;
  // What speaks may be around what lies over: a dialog within a frame of its own.
  if (over && (speaking || hasTicks(over))) return over;
  if (!speaking || wordsIn(speaking).length > longestLine) return undefined;
  const isLine = speaking.parentElement === document.body || inHostOfBody(speaking);
  return isLine ? speaking : undefined;
}

function inHostOfBody(element: Element): boolean {
  const root = element.getRootNode();
  return root instanceof ShadowRoot && root.host.parentElement === document.body;
}

function isOver(element: Element): boolean {
  if (element.matches('dialog[open],[role="dialog"],[role="alertdialog"],[aria-modal="true"]'))
    return true;
  if (element.matches('section[aria-label],[role="region"]') && inHostOfBody(element)) return true;
  const { position, zIndex } = styleOf(element);
  return (
    position === 'fixed' || position === 'sticky' || (position === 'absolute' && Number(zIndex) > 0)
  );
}

function speaks(element: Element): boolean {
  const words = wordsIn(element);
  return words.length >= 40 && words.length < longestLayer && speaksOf('about', words);
}

export function hasTicks(root: Element): boolean {
  return ticksIn(root).length > 0;
}

const tick = 'input[type="checkbox"],[role="switch"],[role="checkbox"]';

export function ticksIn(root: Element): Element[] {
  const found = [...root.querySelectorAll(tick)];
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.shadowRoot) found.push(...element.shadowRoot.querySelectorAll(tick));
  }
  return found;
}
