// SPDX-License-Identifier: MIT
/** reCAPTCHA: a tick box in a frame, which remembers the browser. */
import { embedPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

export const googleRecaptcha: Vendor = {
  hosts: ['www.google.com', 'www.gstatic.com', 'www.recaptcha.net'],
  answer({ host, path }) {
    if (!path.startsWith('/recaptcha/')) return null;
    if (host === 'www.gstatic.com') return reply('script', pageScript(drawBoxes));
    if (path === '/recaptcha/api.js') return reply('script', pageScript(loadLibrary));
    if (path !== '/recaptcha/api2/anchor') return null;
    const lifetime_s = 180 * day_s;
    const script = pageScript(rememberBrowser);
    return reply('page', embedPage({ title: 'Check', style, body, script }), [
      { name: '_GRECAPTCHA', value: visitorId(), lifetime_s, domain: 'www.google.com' },
    ]);
  },
};

const style = `body{display:flex;align-items:center;gap:14px;padding:0 16px;border:1px solid #dcd4dc;border-radius:8px;background:#faf8fa;color:#2a1b2e}
input{width:24px;height:24px;accent-color:#3d6b63}small{margin-left:auto;color:#776b7a;text-align:right}`;
const body = `<input id="b" type="checkbox"><label for="b">I am not a robot</label><small>stand-in<br>for reCAPTCHA</small>`;

function loadLibrary(tools: PageTools): void {
  try {
    localStorage.setItem('_grecaptcha', `09A${Math.random()}`);
  } catch {
    // a browser that keeps nothing
  }
  tools.load('https://www.gstatic.com/recaptcha/releases/stand-in/recaptcha__en.js');
}

function drawBoxes(tools: PageTools): void {
  for (const place of document.querySelectorAll('.g-recaptcha')) {
    const mark = document.createElement('div');
    place.replaceChildren(mark);
    tools.frame(mark, 'https://www.google.com/recaptcha/api2/anchor?ar=1', 304, 78, 'Check');
  }
}

function rememberBrowser(): void {
  try {
    localStorage.setItem('rc::a', String(Math.random()));
    sessionStorage.setItem('rc::c', String(Math.random()));
  } catch {
    // a browser that keeps nothing for frames of others
  }
}
