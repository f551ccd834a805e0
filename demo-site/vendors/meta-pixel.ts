// SPDX-License-Identifier: MIT
/** Meta pixel: tells Facebook which page was read, and by which browser. */
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type Vendor, visitorId } from './vendor.ts';

export const metaPixel: Vendor = {
  hosts: ['connect.facebook.net', 'www.facebook.com'],
  answer({ host, path }) {
    if (host === 'connect.facebook.net') {
      return path.endsWith('/fbevents.js')
        ? reply('script', pageScript(takeCalls, 90 * day_s))
        : null;
    }
    if (path !== '/tr' && path !== '/tr/') return null;
    const domain = 'facebook.com';
    return pixel([{ name: 'fr', value: visitorId(), lifetime_s: 90 * day_s, domain }]);
  },
};

function takeCalls(tools: PageTools, lifetime_s: number): void {
  const browser = `fb.1.${Date.now()}.${Math.floor(Math.random() * 1e12)}`;
  tools.cookie('_fbp', browser, lifetime_s);
  try {
    localStorage.setItem('lastExternalReferrer', document.referrer || 'empty');
    localStorage.setItem('lastExternalReferrerTime', String(Date.now()));
  } catch {
    // a browser that keeps nothing
  }
  type Fbq = { queue?: ArrayLike<unknown>[]; callMethod?: (...call: unknown[]) => void };
  const fbq = (window as unknown as { fbq?: Fbq }).fbq;
  let pixel_id = '';
  const take = (...call: unknown[]): void => {
    const [verb, name] = call.map(String);
    if (verb === 'init') pixel_id = name ?? '';
    if (verb !== 'track') return;
    const facts = { id: pixel_id, ev: name ?? '', dl: location.href, rl: document.referrer };
    tools.beacon(`https://www.facebook.com/tr?${new URLSearchParams({ ...facts, fbp: browser })}`);
  };
  for (const call of fbq?.queue?.splice(0) ?? []) take(...Array.from(call));
  if (fbq) fbq.callMethod = take;
}
