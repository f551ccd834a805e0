// SPDX-License-Identifier: MIT
/** Matomo Cloud: matomo.js counts the page view, with an id that lasts 13 months. */
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type Vendor, visitorId } from './vendor.ts';

export const matomo: Vendor = {
  hosts: ['*.matomo.cloud'],
  answer({ host, path }) {
    if (path === '/matomo.php') return pixel();
    if (path !== '/matomo.js') return null;
    const count = `https://${host}/matomo.php`;
    const id = visitorId().slice(0, 16);
    return reply('script', pageScript(countPageView, count, id, 390 * day_s));
  },
};

function countPageView(tools: PageTools, count: string, id: string, lifetime_s: number): void {
  const now_s = Math.floor(Date.now() / 1000);
  tools.cookie('_pk_id.1.a0f3', `${id}.${now_s}.`, lifetime_s);
  tools.cookie('_pk_ses.1.a0f3', '1', 1800);
  const facts = { idsite: '1', rec: '1', _id: id, url: location.href, urlref: document.referrer };
  tools.beacon(`${count}?${new URLSearchParams(facts)}`);
}
