// SPDX-License-Identifier: MIT
/** The small clinic's banner, settings and way back, as a clinic's own developer might write them. */
import type { Fault } from './small-clinic.ts';

export interface Words {
  readonly lang: string;
  readonly body: string;
  readonly little: string;
  readonly accept: string;
  readonly reject: string;
  readonly choose: string;
  readonly save: string;
  readonly settings: string;
  readonly counting: string;
  readonly ads: string;
  readonly gpc: string;
}

export const words: Readonly<Record<'en' | 'nl', Words>> = {
  en: {
    lang: 'en',
    body: 'Small Clinic asks for your consent to cookies for statistics and advertising. You can change your choice at any time.',
    little: 'This site works with cookies, and so it should stay.',
    accept: 'Accept all',
    reject: 'Reject all',
    choose: 'Choose',
    save: 'Save choice',
    settings: 'Cookie settings',
    counting: 'Statistics',
    ads: 'Advertising',
    gpc: 'Your browser sends Global Privacy Control, so advertising stays off.',
  },
  nl: {
    lang: 'nl',
    body: 'Small Clinic vraagt uw toestemming voor cookies voor statistieken en reclame. U kunt uw keuze op elk moment wijzigen.',
    little: 'Deze site werkt met cookies, en dat moet zo blijven.',
    accept: 'Alles accepteren',
    reject: 'Alles weigeren',
    choose: 'Kiezen',
    save: 'Keuze opslaan',
    settings: 'Cookie-instellingen',
    counting: 'Statistieken',
    ads: 'Reclame',
    gpc: 'Uw browser stuurt Global Privacy Control, dus reclame blijft uit.',
  },
};

export function bannerHtml(
  faults: ReadonlySet<Fault>,
  said: Words,
  answered: boolean,
  gpc: boolean,
): string {
  const accept = `<button type="button" data-choice="all">${said.accept}</button>`;
  const tick = faults.has('ticked') ? 'checked' : '';
  const deep = faults.has('reject_is_deeper');
  return `${styleHtml(faults)}
<div class="cookie-line" lang="${said.lang}" ${answered ? 'hidden' : ''}>
  <p>${faults.has('says_little') ? said.little : said.body} ${proseHtml(faults, said)}</p>
  ${accept} ${rejectHtml(faults, said)} <button type="button" data-open>${said.choose}</button>
</div>
<dialog class="cookie-choice" lang="${said.lang}" aria-label="${said.settings}">
  <p>${said.body} ${gpc && !faults.has('ignores_gpc') ? said.gpc : ''}</p>
  <label><input type="checkbox" ${tick}> ${said.counting}</label>
  <label><input type="checkbox"> ${said.ads}</label>
  ${deep ? `<button type="button" data-deeper>${said.choose}</button>` : accept}
  <button type="button" data-choice="none" class="deep">${said.reject}</button>
  <button type="button" data-choice="none">${said.save}</button>
</dialog>
${faults.has('no_way_back') ? '' : `<footer><button type="button" data-open>${said.settings}</button></footer>`}
<script>
const settings = document.querySelector('.cookie-choice');
const choose = (choice) => {
  ${keepsChoice(faults)}
};
for (const one of document.querySelectorAll('[data-choice]')) one.onclick = () => choose(one.dataset.choice);
for (const one of document.querySelectorAll('[data-open]')) one.onclick = () => settings.showModal();
for (const one of document.querySelectorAll('[data-deeper]')) one.onclick = () => settings.classList.add('deeper');
${faults.has('scrolling_grants') ? "addEventListener('scroll', () => { if (!document.cookie.includes('choice=')) { document.cookie = '_count=1; Path=/; Max-Age=999'; document.querySelector('.cookie-line').hidden = true; } }, { once: true });" : ''}
</script>`;
}

/** What keeps `choice` and shows the page anew. */
function keepsChoice(faults: ReadonlySet<Fault>): string {
  return faults.has('script_keeps_choice')
    ? "document.cookie = 'choice=' + choice + '; Path=/; Max-Age=15724800'; location.reload();"
    : "fetch('/choice?' + choice, { method: 'POST' }).then(() => location.reload());";
}

function rejectHtml(faults: ReadonlySet<Fault>, said: Words): string {
  if (faults.has('no_reject') || faults.has('reject_is_prose')) return '';
  const classes = [...(['small_reject', 'pale_reject'] as const)].filter((one) => faults.has(one));
  return `<button type="button" data-choice="none" class="${classes.join(' ')}">${said.reject}</button>`;
}

function proseHtml(faults: ReadonlySet<Fault>, said: Words): string {
  if (!faults.has('reject_is_prose')) return '';
  return `Whoever would rather not may also <a href="#" data-choice="none">${said.reject}</a> of them.`;
}

function styleHtml(faults: ReadonlySet<Fault>): string {
  return `<style>
.cookie-line { position: fixed; left: 0; right: 0; bottom: 0; padding: 16px; background: #fff; border-top: 1px solid #888 }
[hidden] { display: none }
.cookie-line button, dialog button { width: 220px; padding: 10px; border: 0; background: #1a5f7a; color: #fff; font: 600 16px sans-serif }
.cookie-line .small_reject { width: 90px; padding: 2px; font-size: 11px }
.cookie-line .pale_reject { background: #fff; color: #aaa }
${faults.has('below_the_fold') ? '@media (max-width: 400px) { .cookie-line { top: 110vh; bottom: auto } }' : ''}
${faults.has('reject_is_deeper') ? 'dialog:not(.deeper) .deep { display: none }' : ''}
</style>`;
}
