// SPDX-License-Identifier: MIT
/** The policy of the small web's clinic: a vendor a category, and names of all that it stores. */
import { installs } from './installs.ts';
import { cookieDomain, pageHost, vendorHost } from './policy.ts';

const categories = ['functional', 'analytical', 'advertising', 'social'];

function vendor(category: string): unknown {
  const names = [`${category}_*`];
  return {
    id: `lab-${category}`,
    name: `Lab ${category}`,
    category,
    provider: { name: 'Lab', country: 'BE', notice: '/privacy/' },
    purpose: { en: `Stands in for what is ${category}, and sends no data anywhere.` },
    urls: [vendorHost(category)],
    cookies: [{ name: `${category}_*`, lifetime: 'session' }],
    ...{ local_storage: names, session_storage: names, indexed_db: names, caches: names },
  };
}

/** `page` under each install. */
function routes(page: string, value: string): Readonly<Record<string, string>> {
  return Object.fromEntries(installs.map((install) => [`/${install}/${page}`, value]));
}

export const vendorPolicy: string = JSON.stringify({
  id: 'small-web',
  revision: 1,
  site: { hosts: [pageHost, cookieDomain], cookie_domain: cookieDomain },
  controller: { name: 'Lab clinic', country: 'BE', privacy_notice: '/privacy/' },
  jurisdictions: ['BE'],
  languages: ['en'],
  on_grant: { default: 'reload', routes: routes('answered', 'next-page') },
  sensitive_routes: Object.keys(routes('private', '')),
  services: categories.map(vendor),
});
