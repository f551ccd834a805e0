// SPDX-License-Identifier: MIT
/** A button as a visitor meets it: how large, how bright, where, and what it calls itself. */
import { contrast, fillBehind, hex, textContrast } from './colour.ts';
import type { Pressable } from './layer.ts';
import { isInWindow, isOnTop, parentOf, styleOf } from './tree.ts';

/** Read by cli/lint/seen.cc under these names. */
export interface Measured {
  readonly text: string;
  readonly role: string;
  readonly width_px: number;
  readonly height_px: number;
  readonly font: string;
  readonly font_size_px: number;
  readonly font_weight: number;
  readonly fill: string;
  readonly fill_contrast_ratio: number;
  readonly text_contrast_ratio: number;
  readonly has_border: boolean;
  readonly is_underlined: boolean;
  readonly in_prose: boolean;
  readonly in_window: boolean;
  readonly on_top: boolean;
}

export function measured({ element, label }: Pressable): Measured {
  const { width, height } = element.getBoundingClientRect();
  const style = styleOf(wordsHolder(element));
  const behind = fillBehind(parentOf(element));
  const fill = fillBehind(element);
  return {
    text: label.slice(0, 80),
    role: roleOf(element),
    width_px: round(width),
    height_px: round(height),
    font: style.fontFamily.slice(0, 200),
    font_size_px: round(Number.parseFloat(style.fontSize)),
    font_weight: Number(style.fontWeight) || 400,
    fill: fill ? hex(fill) : 'a picture',
    fill_contrast_ratio: fill && behind ? round(contrast(fill, behind)) : 0,
    text_contrast_ratio: round(textContrast(wordsHolder(element))),
    has_border: hasBorder(element),
    is_underlined: /underline/.test(style.textDecorationLine),
    in_prose: isInProse(element, label),
    in_window: isInWindow(element),
    on_top: isOnTop(element),
  };
}

/** The innermost element that holds all its words: its style is what is read. */
function wordsHolder(element: Element): Element {
  const [only, ...others] = [...element.childNodes].filter(
    (node) => node.nodeType === Node.ELEMENT_NODE || (node.nodeValue ?? '').trim() !== '',
  );
  const isWrapped = only instanceof HTMLElement && others.length === 0;
  return isWrapped ? wordsHolder(only) : element;
}

export function roleOf(element: Element): string {
  const given = element.getAttribute('role');
  if (given) return given;
  if (element.matches('button,input')) return 'button';
  return element.matches('a[href]') ? 'link' : 'none';
}

function hasBorder(element: Element): boolean {
  const { borderTopWidth, borderTopStyle, borderTopColor, boxShadow } = styleOf(element);
  const isDrawn = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0;
  const isClear = /^rgba\(.*, 0\)$|^transparent$/.test(borderTopColor);
  return (isDrawn && !isClear) || boxShadow !== 'none';
}

/** Whether a sentence goes on around it. */
function isInProse(element: Element, label: string): boolean {
  if (!styleOf(element).display.startsWith('inline') || element.matches('button,input'))
    return false;
  const around = element.parentElement;
  if (!around) return false;
  const beside = [...around.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => (node.nodeValue ?? '').trim())
    .join(' ');
  return beside.length > Math.max(20, label.length);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
