// SPDX-License-Identifier: MIT
/** The inspector's panel: a dialog beside the page, which stays in use. All that it shows is text. */
import { button, element, icon, shadowRoot } from '../banner/element.ts';
import type { Inspection, UnknownFinding } from './inspection.ts';
import css from './inspector.css';
import { kindWords, outcomeWords } from './words.ts';

const hostName = 'akkoord-inspector';
const crossPath = 'M6 6l12 12M18 6L6 18';

type Cell = Node | string;

/** Shows `found` in place of what an open panel shows. */
export function showPanel(found: Inspection, again: () => unknown): void {
  const before = document.querySelector(hostName);
  const cameFrom = before ? null : document.activeElement;
  before?.remove();
  const host = document.createElement(hostName);
  const root = shadowRoot(host, css);
  const status = element('p', { role: 'status' });
  const say = (words: string): void => {
    status.textContent = words;
  };
  const close = (): void => {
    host.remove();
    if (cameFrom instanceof HTMLElement) cameFrom.focus();
  };
  const closer = button('', close);
  closer.setAttribute('aria-label', 'Close');
  closer.append(icon(crossPath));
  const dialog = element(
    'dialog',
    { lang: 'en', dir: 'ltr', 'aria-labelledby': 'title' },
    element(
      'div',
      { class: 'head' },
      element(
        'div',
        {},
        element('h1', { id: 'title' }, 'Akkoord inspector'),
        element('p', {}, summaryOf(found)),
      ),
      closer,
    ),
    element(
      'div',
      { class: 'findings', tabindex: '0', role: 'region', 'aria-label': 'Findings' },
      ...found.notes.map((note) => element('p', { class: 'fault' }, note)),
      ...unknownPart(found.unknown, say),
      ...heldPart(found),
      ...servicesPart(found),
      ...metPart(found),
    ),
    element(
      'div',
      { class: 'foot' },
      button('Download policy draft', () => download(found)),
      button('Look again', again),
      status,
    ),
  );
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  root.append(dialog);
  document.body.append(host);
  dialog.show();
  closer.focus();
}

function summaryOf({ policy, revision, install, mode }: Inspection): string {
  const modes = {
    enforcing: 'enforcing: what has no consent is held',
    observing: 'observing: nothing is held',
    'not enforcing': 'not enforcing: see below',
  };
  return `Policy ${policy}, revision ${revision}. Installed as ${install}, ${modes[mode]}.`;
}

function unknownPart(
  unknown: readonly UnknownFinding[],
  say: (words: string) => void,
): readonly HTMLElement[] {
  const intro = unknown.length
    ? 'No service of the policy claims these. Paste an entry into "services", and raise the revision.'
    : 'Nothing: all that was met belongs to a service of the policy.';
  const rows = unknown.map((one): readonly Cell[] => [
    nameCell(one.kind, one.name, one.count, one.held ? 'held' : 'not held'),
    one.presets.length ? one.presets.join(', ') : 'no preset',
    entryCell(one, say),
  ]);
  return part('Unknown', intro, ['What', 'Fits', 'Entry'], rows);
}

function heldPart({ held }: Inspection): readonly HTMLElement[] {
  const rows = held.map(({ kind, name, count, service, rule }): readonly Cell[] => [
    nameCell(kind, name, count),
    service ?? 'unknown',
    rule,
  ]);
  return part('Held', held.length ? '' : 'Nothing so far.', ['What', 'Service', 'Rule'], rows);
}

function servicesPart({ services }: Inspection): readonly HTMLElement[] {
  const rows = services.map(({ service, category, outcome, reason }): readonly Cell[] => [
    service,
    category,
    element('b', { class: outcome }, outcomeWords[outcome]),
    reason,
  ]);
  return part('Services', '', ['Service', 'Category', 'Outcome', 'Why'], rows);
}

function metPart({ met }: Inspection): readonly HTMLElement[] {
  const rows = met.map(({ kind, name, count, service }): readonly Cell[] => [
    nameCell(kind, name, count),
    service ?? 'unknown',
  ]);
  const intro = met.length ? '' : 'Nothing of others was asked for, and nothing is stored.';
  return part('Asked for or stored', intro, ['What', 'Service'], rows);
}

function part(
  title: string,
  intro: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): readonly HTMLElement[] {
  const heading = element('h2', {}, title, ' ', element('small', {}, `${rows.length}`));
  const made: HTMLElement[] = [heading];
  if (intro) made.push(element('p', {}, intro));
  if (rows.length === 0) return made;
  const head = columns.map((column) => element('th', { scope: 'col' }, column));
  const body = rows.map((cells) =>
    element('tr', {}, ...cells.map((cell) => element('td', {}, cell))),
  );
  const table = element(
    'table',
    { 'aria-label': title },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
  return [...made, table];
}

function nameCell(kind: string, name: string, count: number, more = ''): HTMLElement {
  return element(
    'span',
    {},
    element('small', {}, `${kindWords[kind] ?? kind} `),
    element('code', {}, name),
    element('small', {}, `${count > 1 ? ` \u00d7 ${count}` : ''}${more && `, ${more}`}`),
  );
}

function entryCell({ entry, name }: UnknownFinding, say: (words: string) => void): HTMLElement {
  const text = JSON.stringify(entry, null, 2);
  const shown = element('pre', {}, text);
  const copy = button('Copy', async () => {
    try {
      await navigator.clipboard.writeText(text);
      say(`Copied the entry for ${name}.`);
    } catch {
      details.open = true;
      getSelection()?.selectAllChildren(shown);
      say('The browser does not let a page copy: the entry is marked.');
    }
  });
  copy.setAttribute('aria-label', `Copy entry for ${name}`);
  const details = element(
    'details',
    {},
    element('summary', { 'aria-label': `JSON for ${name}` }, 'JSON'),
    shown,
  );
  return element('div', {}, copy, details);
}

function download({ draft, policy }: Inspection): void {
  const text = `${JSON.stringify(draft, null, 2)}\n`;
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  element('a', { href, download: `${policy}.draft.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}
