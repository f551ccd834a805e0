// SPDX-License-Identifier: MIT
/** Each kind of mistake in a policy outside its services, and in its JSON. */
import { clinicText } from '../studio/studio-module.ts';
import type { Mistake } from './mistake.ts';

/** The clinic's own button colour, quoted. */
const [, accent = ''] = /"accent": ("#[\da-f]{6}")/.exec(clinicText) ?? [];

export const policyMistakes: Readonly<Record<string, Mistake>> = {
  'a missing key': {
    text: '"country": "BE",\n    "address"',
    by: '"address"',
    says: /^missing key "country"/,
    pointer: '/controller',
  },
  'a text for a number': {
    text: '"revision": 1',
    by: '"revision": @"1"',
    says: /^"revision" must be a whole number/,
    pointer: '/revision',
  },
  'a number too large': {
    text: '182\n  }',
    by: '@401\n  }',
    says: /^"lifetime_days" is 401, above/,
    pointer: '/records/lifetime_days',
  },
  'a number too small': {
    text: '182\n  }',
    by: '@0\n  }',
    says: /^"lifetime_days" is 0, below/,
    pointer: '/records/lifetime_days',
  },
  'an empty text': {
    text: '"2pass Clinic (praktijk) BV"',
    by: '@""',
    says: /^"name" is empty/,
    pointer: '/controller/name',
  },
  'an empty list': {
    text: '["BE"]',
    by: '@[]',
    says: /^"jurisdictions" is empty/,
    pointer: '/jurisdictions',
  },
  'a country in small letters': {
    text: '["BE"]',
    by: '[@"be"]',
    says: /"be"/,
    pointer: '/jurisdictions/0',
  },
  'a country that is spelt out': {
    text: '["BE"]',
    by: '[{ "country": @"Belgium" }]',
    says: /2 characters|"Belgium"/,
    pointer: '/jurisdictions/0/country',
  },
  'a country without its code': {
    text: '["BE"]',
    by: '[@{ "paths": ["/be/"] }]',
    says: /missing key "country"/,
    pointer: '/jurisdictions/0',
  },
  'a path of a country that begins with no slash': {
    text: '["BE"]',
    by: '[{ "country": "BE", "paths": [@"be/"] }]',
    says: /"be\/"/,
    pointer: '/jurisdictions/0/paths/0',
  },
  'a privacy notice in no language': {
    text: '"/privacy/"',
    by: '@{}',
    says: /^"privacy_notice" is empty/,
    pointer: '/controller/privacy_notice',
  },
  'a host with a scheme': {
    text: '"www.2passclinic.test"',
    by: '@"https://www.2passclinic.test"',
    says: /scheme|host/,
    pointer: '/site/hosts/0',
  },
  'a host twice': {
    text: '"2passclinic.test"]',
    by: '@"www.2passclinic.test"]',
    says: /stands there twice/,
    pointer: '/site/hosts/1',
  },
  'a domain that does not cover': {
    text: '"cookie_domain": "2passclinic.test"',
    by: '"cookie_domain": @"www.2passclinic.test"',
    says: /does not cover the site's host "2passclinic\.test"/,
    pointer: '/site/cookie_domain',
  },
  'a route without slash': {
    text: '"/booking/"',
    by: '@"booking/"',
    says: /booking/,
    pointer: '/sensitive_routes/1',
  },
  'a colour by name': {
    text: accent,
    by: '@"teal"',
    says: /teal/,
    pointer: '/banner/theme/accent',
  },
  'a pale button': {
    text: accent,
    by: '"#7f8f9f"',
    says: /has a contrast of 3\.\d\d:1, below 4\.5:1/,
    pointer: '/banner/theme/accent_text',
  },
  'a duplicate key': {
    text: '"revision": 1,',
    by: '"revision": 1,\n  @"revision": 2,',
    says: /^duplicate key "revision"/,
    pointer: '/revision',
  },
  'an unknown language': {
    text: '"fr"]',
    by: '@"ga"]',
    says: /^no texts in the language "ga"/,
    pointer: '/languages/2',
  },
  'texts in a language that is not spoken': {
    text: '"layout": "box",',
    by: '"layout": "box", "text": { @"de": { "title": "T" } },',
    says: /^texts in "de" are never shown/,
    pointer: '/banner/text/de',
  },
  'two records of one name': {
    text: '"prefix": "cookie_consent_",',
    by: '"prefix": "cookie_consent_", "names": { "sr": @"cookie_consent_sv" },',
    says: /^two records are called "cookie_consent_sv"/,
    pointer: '/records/names/sr',
  },
  'a __Host- name with a domain': {
    text: '"prefix": "cookie_consent_"',
    by: '"prefix": "cookie_consent_", "names": { "sr": @"__Host-sr" }',
    says: /would be refused by browsers/,
    pointer: '/records/names/sr',
  },
  'a first party that admits what is held': {
    text: '"cookie_domain"',
    by: '"first_party": [@"www.youtube.com"],\n    "cookie_domain"',
    says: /^"www\.youtube\.com" admits .* for every visitor/,
    pointer: '/site/first_party/0',
  },
  'a web socket of the site that admits what is held': {
    text: '"cookie_domain"',
    by: '"web_sockets": [@"www.youtube.com"],\n    "cookie_domain"',
    says: /^"wss:\/\/www\.youtube\.com" admits .* for every visitor/,
    pointer: '/site/web_sockets/0',
  },
  'an effect of a grant that there is not': {
    text: '"on_grant": "reload"',
    by: '"on_grant": @"later"',
    says: /^"on_grant" can't be "later"/,
    pointer: '/on_grant',
  },
  'an effect of a grant by routes alone': {
    text: '"on_grant": "reload"',
    by: '"on_grant": @{ "routes": {} }',
    says: /^missing key "default"/,
    pointer: '/on_grant',
  },
  'an unknown effect on a route': {
    text: '"on_grant": "reload"',
    by: '"on_grant": { "default": "reload", "routes": { "/booking/": @"never" } }',
    says: /can't be "never"/,
    pointer: '/on_grant/routes/~1booking~1',
  },
  'a route of a grant without slash': {
    text: '"on_grant": "reload"',
    by: '"on_grant": { "default": "reload", "routes": { @"booking/": "next-page" } }',
    says: /^"booking\/" is no path of the site/,
    pointer: '/on_grant/routes/booking~1',
  },
  'an unknown enforcement': {
    text: '"on_grant"',
    by: '"enforcement": @"off",\n  "on_grant"',
    says: /^"enforcement" can't be "off"/,
    pointer: '/enforcement',
  },
  'a word for a yes': {
    text: '"cookie_domain"',
    by: '"webrtc": @"yes",\n    "cookie_domain"',
    says: /^"webrtc" must be true or false/,
    pointer: '/site/webrtc',
  },
  'a comma too many': {
    text: '"linkedin-share"\n  ]',
    by: '"linkedin-share",\n  @]',
    says: /^not JSON/,
    pointer: '',
  },
  'a comma that is missing': {
    text: '"revision": 1,',
    by: '"revision": 1',
    says: /^not JSON/,
    pointer: '',
  },
  'a quote of the wrong kind': {
    text: '"reload"',
    by: "@'reload'",
    says: /^not JSON/,
    pointer: '',
  },
  'a comment': { text: '"on_grant"', by: '@// when\n  "on_grant"', says: /^not JSON/, pointer: '' },
};
