// SPDX-License-Identifier: MIT
/** Google Ads: ties the visit to the advertisement that led here, and puts the visitor on a list for further ones. */
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type ThirdPartyCookie, type Vendor, visitorId } from './vendor.ts';

export const googleAds: Vendor = {
  hosts: [
    'www.googleadservices.com',
    'googleads.g.doubleclick.net',
    'www.google.com',
    'www.googletagmanager.com',
  ],
  answer({ host, path, query }) {
    if (host === 'www.googletagmanager.com') {
      const mine = path === '/gtag/js' && /^(AW|DC)-/.test(query.get('id') ?? '');
      return mine ? reply('script', pageScript(reportConversion, 90 * day_s)) : null;
    }
    if (path === '/pagead/conversion_async.js') {
      return reply('script', pageScript(reportConversion, 90 * day_s));
    }
    return path.startsWith('/pagead/') ? pixel(adCookies(host)) : null;
  },
};

function adCookies(host: string): readonly ThirdPartyCookie[] {
  if (host !== 'googleads.g.doubleclick.net') return [];
  const domain = 'doubleclick.net';
  return [
    { name: 'IDE', value: visitorId(), lifetime_s: 390 * day_s, domain },
    { name: 'test_cookie', value: 'CheckForPermission', lifetime_s: 900, domain },
  ];
}

function reportConversion(tools: PageTools, lifetime_s: number): void {
  const now_s = Math.floor(Date.now() / 1000);
  tools.cookie('_gcl_au', `1.1.${Math.floor(Math.random() * 2 ** 31)}.${now_s}`, lifetime_s);
  const page = encodeURIComponent(location.href);
  const account = '1070012345';
  tools.beacon(
    `https://googleads.g.doubleclick.net/pagead/viewthroughconversion/${account}/?url=${page}`,
  );
  tools.beacon(`https://www.google.com/pagead/1p-user-list/${account}/?url=${page}`);
}
