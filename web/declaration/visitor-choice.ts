// SPDX-License-Identifier: MIT
/** The visitor's own choice: what is allowed, since when, until when, and the record's number. */
import { element } from '../banner/element.ts';
import { type ReceiptText, receiptOffer } from '../banner/receipt-offer.ts';
import type { Choice } from '../records.ts';
import type { Visitor } from './declaration-context.ts';
import type { AskedCategory, DeclarationText, Facts, Lines, VisitorWords } from './document.ts';
import { renderFacts } from './render.ts';

export function renderChoice(
  { language, visitor: text }: DeclarationText,
  { choice, gpc, record, saveReceipt }: Visitor,
): readonly Node[] {
  if (!text) return [];
  const { categories, words } = text;
  const note = gpc ? [element('p', { class: 'note' }, words.gpc)] : [];
  if (!choice || !record) {
    return [element('p', { class: 'note' }, words.not_chosen), ...note];
  }
  const date = (time_s: number): Lines => [[dateWords(time_s, language)]];
  const facts: Facts = [
    [words.chosen_on, date(record.issued_s)],
    [words.valid_until, date(record.expires_s)],
    [words.record, recordLines(record.id, words)],
  ];
  const receipt = saveReceipt && hasReceipt(words) ? [receiptOffer(words, saveReceipt)] : [];
  return [...note, renderStates(categories, choice, gpc, words), renderFacts(facts), ...receipt];
}

/** They are there where the policy has a collector. */
function hasReceipt(words: VisitorWords): words is VisitorWords & ReceiptText {
  return words.receipt !== undefined;
}

function recordLines(id: string, words: VisitorWords): Lines {
  return /[1-9a-f]/.test(id) ? [[{ code: id }], [words.record_note]] : [[words.no_record]];
}

function renderStates(
  categories: readonly AskedCategory[],
  choice: Choice,
  gpc: boolean,
  words: VisitorWords,
): HTMLElement {
  const row = (name: string, isAllowed: boolean, isPart?: boolean): HTMLElement =>
    element(
      'tr',
      isPart ? { class: 'part' } : {},
      element('th', { scope: 'row' }, element('bdi', {}, name)),
      element(
        'td',
        {},
        element(
          'span',
          { class: isAllowed ? 'allowed' : 'refused' },
          isAllowed ? words.allowed : words.refused,
        ),
      ),
    );
  const rows = categories.flatMap(({ id, name, services }) => {
    // Global Privacy Control can only refuse.
    const refused = gpc && id === 'advertising';
    const isAllowed = !refused && choice[id];
    const differing = services.filter(
      ([service]) => (!refused && !!choice.services[service]) !== isAllowed,
    );
    return [
      row(name, isAllowed),
      ...differing.map(([, service]) => row(service, !isAllowed, true)),
    ];
  });
  if (words.on_sensitive) rows.push(row(words.on_sensitive, choice.sensitive));
  return element(
    'table',
    { class: 'states' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col' }, words.category),
        element('th', { scope: 'col' }, words.state),
      ),
    ),
    element('tbody', {}, ...rows),
  );
}

function dateWords(time_s: number, language: string): string {
  // English alone says "November 21" of an American.
  const tag = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short' }).format(
    time_s * 1000,
  );
}
