// SPDX-License-Identifier: MIT
/** Colours as they are painted, and how far apart they are (WCAG 2.2, relative luminance). */
import { styleOf, upFrom } from './tree.ts';

/** Red, green, blue from 0 to 255, and how opaque from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const white: Colour = [255, 255, 255, 1];
let brush: CanvasRenderingContext2D | null | undefined;

/** Whatever CSS calls a colour, by painting with it. */
export function colourOf(css: string): Colour {
  const numbers = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css);
  if (numbers) {
    const [, red, green, blue, alpha = '1'] = numbers;
    return [Number(red), Number(green), Number(blue), Number(alpha)];
  }
  brush ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!brush) return [0, 0, 0, 0];
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = '#0000';
  brush.fillStyle = css;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over(top: Colour, below: Colour): Colour {
  const mix = (i: 0 | 1 | 2): number => top[i] * top[3] + below[i] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

/** What is painted behind the words of an element; undefined where that is a picture. */
export function fillBehind(element: Element | null): Colour | undefined {
  const layers: Colour[] = [];
  if (element) {
    for (const one of upFrom(element)) {
      const { backgroundColor, backgroundImage } = styleOf(one);
      if (backgroundImage !== 'none') return undefined;
      const colour = colourOf(backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
  }
  return layers.reduceRight((below, top) => over(top, below), white);
}

function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From 1, the same, to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The contrast of an element's words; 0 where a picture is behind them. */
export function textContrast(element: Element): number {
  const fill = fillBehind(element);
  if (!fill) return 0;
  let opacity = 1;
  for (const one of upFrom(element)) opacity *= Number(styleOf(one).opacity);
  const [red, green, blue, alpha] = colourOf(styleOf(element).color);
  return contrast(over([red, green, blue, alpha * opacity], fill), fill);
}

/** `#1a5f7a`. */
export function hex([red, green, blue]: Colour): string {
  const pair = (part: number): string => Math.round(part).toString(16).padStart(2, '0');
  return `#${pair(red)}${pair(green)}${pair(blue)}`;
}
