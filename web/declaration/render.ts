// SPDX-License-Identifier: MIT
/** The document as elements, like core/declare/html.cc writes it. */
import { element } from '../banner/element.ts';
import type { Block, Facts, Line, Lines, Phrase, RowGroup, Section, Table } from './document.ts';

export function renderBlock(block: Block): HTMLElement {
  if ('line' in block) return element('p', {}, ...renderLine(block.line));
  return 'facts' in block ? renderFacts(block.facts) : renderTable(block);
}

/** `before` gives what stands ahead of a section's own blocks. */
export function renderSection(
  { id, heading, blocks, sections }: Section,
  level: 3 | 4,
  before: (id: string) => readonly Node[],
): HTMLElement {
  return element(
    'section',
    { id: `akkoord-${id}` },
    element(`h${level}`, {}, heading),
    ...before(id),
    ...blocks.map(renderBlock),
    ...sections.map((part) => renderSection(part, 4, before)),
  );
}

export function renderTable({ caption, columns, groups }: Table): HTMLElement {
  const heads = columns.map((column) => element('th', { scope: 'col' }, column));
  return element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    ...groups.map((group) => renderGroup(group, columns)),
  );
}

export function renderFacts(facts: Facts): HTMLElement {
  const pairs = facts.map(([term, lines]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, ...renderLines(lines))),
  );
  return element('dl', {}, ...pairs);
}

function renderGroup({ title, rows }: RowGroup, columns: readonly string[]): HTMLElement {
  const span = { scope: 'rowgroup', colspan: `${columns.length}` };
  const head = title ? [element('tr', {}, element('th', span, element('bdi', {}, title)))] : [];
  return element('tbody', {}, ...head, ...rows.map((cells) => renderRow(cells, columns)));
}

function renderRow(cells: readonly Lines[], columns: readonly string[]): HTMLElement {
  const shown = cells.map((lines, at) =>
    at
      ? element('td', { 'data-label': columns[at] ?? '' }, ...renderLines(lines))
      : element('th', { scope: 'row' }, ...renderLines(lines)),
  );
  return element('tr', {}, ...shown);
}

/** One line stands by itself, several each in an element. */
function renderLines(lines: Lines): readonly (Node | string)[] {
  const [only] = lines;
  if (only && lines.length === 1) return renderLine(only);
  return lines.map((line) => element('div', {}, ...renderLine(line)));
}

function renderLine(line: Line): readonly (Node | string)[] {
  return line.flatMap((phrase, at) => (at ? [' ', renderPhrase(phrase)] : [renderPhrase(phrase)]));
}

function renderPhrase(phrase: Phrase): Node | string {
  if (typeof phrase === 'string') return phrase;
  if ('name' in phrase) return element('bdi', {}, phrase.name);
  if ('code' in phrase) return element('code', { dir: 'ltr', translate: 'no' }, phrase.code);
  if ('mark' in phrase) return element('strong', {}, phrase.mark);
  return element('a', { href: phrase.to }, element('bdi', {}, phrase.link));
}
