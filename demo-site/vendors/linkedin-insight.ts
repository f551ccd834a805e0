// SPDX-License-Identifier: MIT
/** LinkedIn Insight Tag: tells LinkedIn which member reads the page. */
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type Vendor, visitorId } from './vendor.ts';

export const linkedinInsight: Vendor = {
  hosts: ['snap.licdn.com', 'px.ads.linkedin.com'],
  answer({ host, path }) {
    if (host === 'snap.licdn.com') {
      return path.endsWith('.js') ? reply('script', pageScript(tellMember, 30 * day_s)) : null;
    }
    const domain = 'linkedin.com';
    return pixel([
      { name: 'bcookie', value: `v=2&${visitorId()}`, lifetime_s: 365 * day_s, domain },
      { name: 'li_sugr', value: visitorId(), lifetime_s: 90 * day_s, domain },
      { name: 'UserMatchHistory', value: visitorId(), lifetime_s: 30 * day_s, domain },
    ]);
  },
};

function tellMember(tools: PageTools, lifetime_s: number): void {
  tools.cookie('li_fat_id', crypto.randomUUID?.() ?? String(Math.random()), lifetime_s);
  try {
    localStorage.setItem('li_adsId', String(Math.random()));
  } catch {
    // a browser that keeps nothing
  }
  const page = encodeURIComponent(location.href);
  tools.beacon(`https://px.ads.linkedin.com/collect?v=2&fmt=gif&pid=4012345&url=${page}`);
}
