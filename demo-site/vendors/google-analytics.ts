// SPDX-License-Identifier: MIT
/** Google Analytics 4: gtag.js counts the page view, with an id that lasts two years. */
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type Vendor } from './vendor.ts';

export const googleAnalytics: Vendor = {
  hosts: [
    'www.googletagmanager.com',
    'region1.google-analytics.com',
    'www.google-analytics.com',
    'analytics.google.com',
  ],
  answer({ host, path, query }) {
    if (path === '/g/collect' || path === '/collect') return pixel();
    const id = query.get('id') ?? '';
    if (host !== 'www.googletagmanager.com' || path !== '/gtag/js' || !/^GT?-\w+$/.test(id))
      return null;
    return reply('script', pageScript(countPageView, id, 730 * day_s));
  },
};

function countPageView(tools: PageTools, id: string, lifetime_s: number): void {
  const now_s = Math.floor(Date.now() / 1000);
  const client = `${Math.floor(Math.random() * 2 ** 31)}.${now_s}`;
  tools.cookie('_ga', `GA1.1.${client}`, lifetime_s);
  tools.cookie(`_ga_${id.replace(/^\w+-/, '')}`, `GS2.1.s${now_s}$o1$g0$t${now_s}`, lifetime_s);
  const send = (event: string): void => {
    const facts = new URLSearchParams({
      ...{ v: '2', tid: id, cid: client, en: event, dl: location.href, dt: document.title },
      ...{ dr: document.referrer, sr: `${screen.width}x${screen.height}`, ul: navigator.language },
    });
    navigator.sendBeacon(`https://region1.google-analytics.com/g/collect?${facts}`);
  };
  send('page_view');
  addEventListener('scroll', () => send('scroll'), { once: true, passive: true });
}
