// SPDX-License-Identifier: MIT
/**
 * What the lint asks of a page: run in a world of its own beside the page's scripts, it looks and presses, and
 * changes nothing else. cli/lint/site_visitor.cc calls it by these names.
 */
import { place, press, seenLayer, wayBack } from './banner.ts';
import { seenPage } from './content.ts';

export interface PageLint {
  readonly page: typeof seenPage;
  readonly layer: typeof seenLayer;
  readonly place: typeof place;
  readonly press: typeof press;
  wayBack(): string | null;
}

declare global {
  var akkoordLint: PageLint | undefined;
}

globalThis.akkoordLint = {
  page: seenPage,
  layer: seenLayer,
  place: place,
  press: press,
  wayBack: () => wayBack()?.text ?? null,
};
