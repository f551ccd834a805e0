// SPDX-License-Identifier: MIT
/** Freshworks (Freshdesk): a help button in the corner that opens a small form. */
import { embedPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { reply, type Vendor, visitorId } from './vendor.ts';

export const freshworks: Vendor = {
  hosts: ['euc-widget.freshworks.com', 'widget.freshworks.com', '2passclinic.freshdesk.com'],
  answer({ path }) {
    if (/^\/widgets\/\d{1,20}\.js$/.test(path)) return reply('script', pageScript(drawButton));
    if (path !== '/support/widget') return null;
    const domain = 'freshdesk.com';
    return reply('page', embedPage({ title: 'Help', style, body }), [
      { name: '_x_w', value: visitorId(), lifetime_s: 0, domain },
      { name: '_x_m', value: visitorId(), lifetime_s: 0, domain },
    ]);
  },
};

const style = `body{padding:20px;background:#fff;color:#2a1b2e;border-radius:14px}h1{margin:0 0 14px;font-size:18px}
input,textarea{font:inherit;display:block;width:100%;margin:0 0 12px;padding:10px 12px;border:1px solid #cfc4cf;border-radius:8px}
button{font:inherit;font-weight:600;padding:10px 18px;border:0;border-radius:8px;background:#2f6d8a;color:#fff}`;
const body = `<h1>How can we help?</h1><form onsubmit="return false"><input aria-label="Your e-mail" placeholder="Your e-mail"><textarea aria-label="Your question" rows="4" placeholder="Your question"></textarea><button>Send</button></form>`;

function drawButton(tools: PageTools): void {
  const button = document.createElement('button');
  button.textContent = 'Help';
  button.style.cssText =
    'position:fixed;right:20px;bottom:20px;z-index:50;padding:12px 22px;border:0;border-radius:24px;' +
    'background:#2f6d8a;color:#fff;font:600 15px/1 inherit;cursor:pointer;box-shadow:0 6px 20px #2a1b2e40';
  const panel = document.createElement('div');
  panel.hidden = true;
  panel.style.cssText =
    'position:fixed;right:20px;bottom:78px;z-index:50;border-radius:14px;overflow:hidden;box-shadow:0 10px 40px #2a1b2e40';
  const mark = document.createElement('i');
  panel.append(mark);
  document.body.append(panel, button);
  tools.frame(mark, 'https://2passclinic.freshdesk.com/support/widget', 320, 300, 'Help');
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
  });
}
