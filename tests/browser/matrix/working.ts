// SPDX-License-Identifier: MIT
/** What must go on working with Akkoord before any choice: the site's own, and what it declares. */
import type { Aim, Markup, Vector } from './vectors/vector.ts';
import { ownCode } from './working/code.ts';
import { declaredHosts } from './working/declared.ts';
import { ownAddresses } from './working/own-addresses.ts';
import { ownStorage } from './working/storage.ts';

/** A page, and what must become true on it: `works`, the body of an async function. */
export interface WorkingThing {
  readonly id: string;
  readonly sentence: string;
  page(aim: Aim): string | Markup;
  readonly works: string;
}

const rows = [...ownCode, ...ownAddresses, ...declaredHosts, ...ownStorage];

export const workingThings: readonly WorkingThing[] = rows.map(([id, sentence, page, works]) => ({
  id: `works/${id}`,
  sentence,
  works,
  page(aim) {
    const made = page(aim);
    const markup = typeof made === 'string' ? { body: made } : made;
    const token = `<script>window.labToken = '${aim.token}';</script>`;
    return { ...markup, head: `${token}\n${markup.head ?? ''}` };
  },
}));

/** As the lab takes it: one page, one token. */
export function asVector({ id, sentence, page }: WorkingThing): Vector {
  return { id, sentence, leak: 'requested', alone: true, page };
}
