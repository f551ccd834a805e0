// SPDX-License-Identifier: MIT
/**
 * The lab's hosts, and the policy of its clinic: one service a category, each with hosts, a CNAME on the clinic's
 * own domain, a proxied path, and names of everything that it stores.
 */
export const pageHost = 'www.clinic-lab.test';
export const site: string = `http://${pageHost}`;
export const cookieDomain = 'clinic-lab.test';
/** Declared as the site's own need. */
export const declaredHost = 'cdn.clinic-lab.test';
export const fontHost = 'fonts.lab-cdn.test';
/** Declared as where forms may be sent. */
export const payHost = 'pay.lab-bank.test';
/** Named by no service. */
export const undeclaredHost = 'tracker.nobody-lab.test';

export type Aimed = 'analytical' | 'advertising';

export function vendorHost(category: string): string {
  return `${category}.vendor-lab.test`;
}

/** A host on the clinic's domain whose name leads to the vendor. */
export function cloakHost(category: string): string {
  return category === 'advertising' ? 'metrics.clinic-lab.test' : `${category}.clinic-lab.test`;
}

export function proxiedPath(category: string): string {
  return `/proxy/${category}/`;
}

/** All names that `category` stores begin so. */
export function storedPrefix(category: string): string {
  return `${category}_`;
}

function service(category: string, more: Readonly<Record<string, unknown>>): unknown {
  const provider = { name: 'Lab', country: 'BE', notice: '/privacy/' };
  const purpose = { en: `Stands in for what is ${category}, and sends no data anywhere.` };
  return { id: `lab-${category}`, name: `Lab ${category}`, category, provider, purpose, ...more };
}

function storing(prefix: string): Readonly<Record<string, unknown>> {
  const names = [`${prefix}*`];
  return {
    cookies: [{ name: `${prefix}*`, lifetime: 'session' }],
    ...{ local_storage: names, session_storage: names, indexed_db: names, caches: names },
  };
}

function vendor(category: string): unknown {
  return service(category, {
    urls: [vendorHost(category), cloakHost(category)],
    web_sockets: [vendorHost(category)],
    paths: [proxiedPath(category)],
    ...storing(storedPrefix(category)),
  });
}

export const labPolicy: string = JSON.stringify({
  id: 'lab',
  revision: 1,
  site: {
    hosts: [pageHost, cookieDomain],
    first_party: [declaredHost, fontHost],
    web_sockets: [declaredHost],
    forms: [payHost],
    cookie_domain: cookieDomain,
  },
  controller: { name: 'Lab clinic', country: 'BE', privacy_notice: '/privacy/' },
  jurisdictions: ['BE'],
  languages: ['en'],
  services: [
    service('mandatory', storing('own_')),
    ...['functional', 'analytical', 'advertising', 'social'].map(vendor),
  ],
});
