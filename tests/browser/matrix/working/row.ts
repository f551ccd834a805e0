// SPDX-License-Identifier: MIT
/** One thing that must go on working: its page, and the body of an async function that says whether it does. */
import type { Aim, Markup } from '../vectors/vector.ts';

export type Row = readonly [
  id: string,
  sentence: string,
  page: (aim: Aim) => string | Markup,
  works: string,
];

/** What a page's code does once it has run, and the question whether it did. */
export const isDone = 'window.labDone = true;';
export const done = 'return window.labDone === true;';
