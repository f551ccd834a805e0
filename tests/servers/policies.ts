// SPDX-License-Identifier: MIT
/** The policies that servers are given: a clinic's own, and one with all that is rare in it. */
import { clinicText } from '../studio/studio-module.ts';

function service(
  id: string,
  category: string,
  more: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    id,
    name: id,
    category,
    provider: { name: `${id} Ltd`, country: 'IE', notice: `https://${id}.test/privacy` },
    purpose: { en: `What ${id} does on this site, in so many words.` },
    ...more,
  };
}

/**
 * Renamed records whose names need an escape everywhere, a service that is exempt and one that is so in one country,
 * session replay, own paths that
 * proxy, a pattern that waits for two services, odd characters, an id as long as ids may be.
 */
const odd = {
  id: 'odd',
  revision: 42,
  site: {
    hosts: ['www.odd.test', 'fr.odd.test'],
    first_party: ['cdn.odd.test/a$b/', '*.img.odd.test'],
    web_sockets: ['live.odd.test'],
    forms: ['pay.odd.test'],
    cookie_domain: 'odd.test',
  },
  controller: { name: 'Odd', country: 'NL', privacy_notice: '/privacy/' },
  jurisdictions: [
    { country: 'NL', paths: ['/nl/'] },
    { country: 'FR', paths: ['/fr/', '/f.$+/'], hosts: ['fr.odd.test'] },
    'BE',
  ],
  languages: ['en'],
  records: { prefix: "odd.$|*+'", names: { set: 'Toestemming', ga: 'odd^ga', so: 'odd.so' } },
  services: [
    service('own', 'mandatory', { urls: ['api.odd.test'], paths: ['/stats/own.js'] }),
    service('chat', 'functional', {
      urls: ['chat.test', 'ws.chat.test'],
      web_sockets: ['ws.chat.test'],
    }),
    service('counter', 'analytical', {
      urls: ['counter.test/js', '*.shop.test'],
      web_sockets: ['*.shop.test'],
      paths: ['/stats/', '/hit'],
      basis: { exempt: 'Telecommunicatiewet 11.7a lid 3(b)' },
    }),
    service('tally', 'analytical', {
      urls: ['tally.test'],
      paths: ['/tally/'],
      basis: { exempt: 'CNIL 2020-091', countries: ['FR'] },
    }),
    service('meter', 'analytical', { urls: ['meter.test/a~b!c&d+e=f:g@h%20'] }),
    service('meter-plus', 'analytical', { urls: ['plus.meter.test'] }),
    service('replay', 'analytical', {
      urls: ['replay.test'],
      paths: ['/r.$+/'],
      session_replay: true,
    }),
    service('pixel', 'advertising', {
      urls: ['pixel.test', 'ads.shop.test'],
      paths: ['/stats/p/'],
    }),
    service('wall', 'social', { urls: ['wall.test', 'www.shop.test/wall'] }),
    service('a'.repeat(64), 'social', { urls: ['long.test'] }),
  ],
  sensitive_routes: ['/booking/', '/treat.ments', '/a$b+c/'],
};

export const oddText: string = JSON.stringify(odd);

/** The same on other hosts, where nothing is held yet. */
export const stagedText: string = JSON.stringify({ ...odd, id: 'staged', enforcement: 'observe' });
export const stagingMap = '{ "*": "*.localhost:8137" }';

export const clinicPolicy: string = clinicText;
