// SPDX-License-Identifier: MIT
/**
 * Google Tag Manager: stores nothing itself, and loads what the clinic's marketing put into the container: a
 * statistics event and two advertising tags. Consent for the loader is none for what it loads.
 */
import { type PageTools, pageScript } from './page-script.ts';
import { pixel, reply, type Vendor } from './vendor.ts';

export const googleTagManager: Vendor = {
  hosts: ['www.googletagmanager.com'],
  answer({ path }) {
    if (path === '/gtm.js') return reply('script', pageScript(openContainer));
    return path === '/ns.html' ? { ...pixel(), type: 'text/html; charset=utf-8', body: '' } : null;
  },
};

function openContainer(tools: PageTools): void {
  const page = encodeURIComponent(location.href);
  navigator.sendBeacon(
    `https://region1.google-analytics.com/g/collect?v=2&en=container_event&dl=${page}`,
  );
  tools.load('https://www.googleadservices.com/pagead/conversion_async.js');
  tools.load('https://snap.licdn.com/li.lms-analytics/insight.min.js');
}
