// SPDX-License-Identifier: MIT
/** Jotform: a form in a frame, put there by its script. */
import { embedPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

export const jotform: Vendor = {
  hosts: ['form.jotform.com', 'eu.jotform.com', 'submit.jotform.com', 'cdn.jotfor.ms'],
  answer({ path }) {
    const number = /^\/jsform\/(\d{1,20})$/.exec(path)?.[1];
    if (number !== undefined) return reply('script', pageScript(insertForm, number));
    if (!/^\/\d{1,20}$/.test(path)) return null;
    const domain = 'jotform.com';
    const script = pageScript(rememberDraft);
    return reply('page', embedPage({ title: 'Appointment', style, body, script }), [
      { name: 'guest', value: `guest_${visitorId()}`, lifetime_s: 30 * day_s, domain },
      { name: 'JOTFORM_SESSION', value: visitorId(), lifetime_s: 30 * day_s, domain },
    ]);
  },
};

const style = `body{padding:28px;background:#fff;color:#2a1b2e}h1{margin:0 0 4px;font-size:20px}p{margin:0 0 20px;color:#6d6070}
form{display:grid;gap:16px;grid-template-columns:1fr 1fr}label{display:grid;gap:6px;font-weight:600;font-size:13px}
.wide{grid-column:1/-1}input,select,textarea{font:inherit;padding:10px 12px;border:1px solid #cfc4cf;border-radius:8px;width:100%;background:#fff}
button{font:inherit;font-weight:600;padding:12px 20px;border:0;border-radius:8px;background:#3d6b63;color:#fff;justify-self:start}
@media(max-width:520px){form{grid-template-columns:1fr}}`;
const body = `<h1>Ask for an appointment</h1><p>We answer within two working days.</p><form onsubmit="return false">
<label>First name<input autocomplete="given-name"></label><label>Last name<input autocomplete="family-name"></label>
<label>E-mail<input type="email" autocomplete="email"></label><label>Telephone<input type="tel" autocomplete="tel"></label>
<label class="wide">What would you like to talk about?<select><option>A first conversation</option><option>A second opinion</option><option>A follow-up</option></select></label>
<label class="wide">When suits you?<textarea rows="3"></textarea></label><button class="wide">Send</button></form>`;

function insertForm(tools: PageTools, number: string): void {
  const mark = document.createElement('div');
  document.currentScript?.after(mark);
  tools.frame(mark, `https://form.jotform.com/${number}`, 720, 540, 'Ask for an appointment');
}

function rememberDraft(): void {
  try {
    localStorage.setItem('JFU_draft', String(Date.now()));
  } catch {
    // a browser that keeps nothing for frames of others
  }
}
