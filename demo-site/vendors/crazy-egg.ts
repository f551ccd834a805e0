// SPDX-License-Identifier: MIT
/** Crazy Egg: records where visitors click and how far they read. */
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type Vendor } from './vendor.ts';

export const crazyEgg: Vendor = {
  hosts: ['script.crazyegg.com', 'tracking.crazyegg.com', '*.crazyegg.com'],
  answer({ host, path }) {
    if (host !== 'script.crazyegg.com') return pixel();
    return path.endsWith('.js') ? reply('script', pageScript(record, 365 * day_s)) : null;
  },
};

function record(tools: PageTools, lifetime_s: number): void {
  const session = Math.random().toString(36).slice(2);
  tools.cookie('_ce.s', `v~${session}~lcw~${Date.now()}`, lifetime_s);
  tools.cookie('cebs', '1', 0);
  tools.cookie('cebsp_', '1', 0);
  try {
    localStorage.setItem('CE_snapshot', session);
    sessionStorage.setItem('_ce.session', session);
  } catch {
    // a browser that keeps nothing
  }
  const send = (event: string, x_px: number, y_px: number): void => {
    const facts = `s=${session}&e=${event}&x=${x_px}&y=${y_px}&u=${encodeURIComponent(location.href)}`;
    tools.beacon(`https://tracking.crazyegg.com/track?${facts}`);
  };
  send('view', 0, 0);
  addEventListener('click', (event) => send('click', event.pageX, event.pageY), { passive: true });
}
