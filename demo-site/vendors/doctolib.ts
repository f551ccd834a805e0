// SPDX-License-Identifier: MIT
/** Doctolib: a calendar in a frame, in the language that the frame's address asks for. */
import { embedPage } from './embed-page.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly days: readonly string[];
}

const french: Words = {
  title: 'Choisissez un moment',
  lead: 'Les heures libres des deux prochaines semaines.',
  reason: 'Motif du rendez-vous',
  reasons: ['Premier entretien', 'Séance de suivi', 'Contrôle'],
  days: ['Lun.', 'Mar.', 'Mer.', 'Jeu.', 'Ven.'],
};
const dutch: Words = {
  title: 'Kies een moment',
  lead: 'De vrije uren van de komende twee weken.',
  reason: 'Reden van de afspraak',
  reasons: ['Eerste gesprek', 'Vervolgsessie', 'Controle'],
  days: ['Ma', 'Di', 'Wo', 'Do', 'Vr'],
};

export const doctolib: Vendor = {
  hosts: ['www.doctolib.fr', 'partners.doctolib.fr', 'doctolib.fr'],
  answer({ path, query }) {
    if (!/^\/(iframe\/)?lazeo$/.test(path)) return null;
    const words = query.get('locale') === 'nl' ? dutch : french;
    const domain = 'doctolib.fr';
    return reply('page', embedPage({ title: words.title, style, body: calendar(words) }), [
      { name: '_doctolib_session', value: visitorId(), lifetime_s: 0, domain },
      { name: 'esid', value: visitorId(), lifetime_s: 365 * day_s, domain },
      { name: '__cf_bm', value: visitorId(), lifetime_s: 1800, domain },
    ]);
  },
};

const style = `body{padding:24px;background:#fff;color:#1d2a44}h1{margin:0;font-size:20px}p{margin:2px 0 18px;color:#5b6880}
label{display:grid;gap:6px;margin-bottom:18px;font-weight:600;font-size:13px}select{font:inherit;padding:10px 12px;border:1px solid #c3cddd;border-radius:8px;background:#fff}
table{width:100%;table-layout:fixed;border-spacing:6px 6px;border-collapse:separate}th{font-size:13px;font-weight:600;color:#5b6880}td{padding:0}
button{width:100%;padding:9px 0;border:0;border-radius:8px;background:#e7f0fb;color:#1f4f8f;font:600 13px/1 inherit;font-family:inherit;cursor:pointer}
button:hover{background:#d3e3f8}`;

/** Minutes after nine of what is still free, by row and day; -1 where nothing is. */
const free_minutes: readonly (readonly number[])[] = [
  [0, 30, -1, 0, 60],
  [45, -1, 90, 30, 120],
  [150, 180, 135, -1, 165],
  [-1, 300, 285, 330, -1],
  [420, 390, -1, 405, 375],
];

function calendar({ title, lead, reason, reasons, days }: Words): string {
  const heads = days.map((day) => `<th scope="col">${day}</th>`).join('');
  const rows = free_minutes.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  const options = reasons.map((each) => `<option>${each}</option>`).join('');
  return `<h1>${title}</h1><p>${lead}</p><label>${reason}<select>${options}</select></label>
<table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
}

function cell(minutes: number): string {
  if (minutes < 0) return '<td></td>';
  const time = `${9 + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return `<td><button type="button">${time}</button></td>`;
}
