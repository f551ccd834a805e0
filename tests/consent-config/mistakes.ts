// SPDX-License-Identifier: MIT
/** Each kind of mistake that a policy can have, as changes of the clinic's policy. */
import { clinicText } from '../studio/studio-module.ts';

export interface Mistake {
  /** What is replaced, the first that stands there, and by what; the mistake is at "@" of `by`. */
  readonly text: string;
  readonly by: string;
  readonly says: RegExp;
  readonly pointer: string;
}

/** The clinic's own button colour, quoted. */
const [, accent = ''] = /"accent": ("#[\da-f]{6}")/.exec(clinicText) ?? [];
const cookies = '"cookies": [';
const lastService = '"linkedin-share"';
const own = (id: string, more: string): string =>
  `"linkedin-share", { "id": "${id}", "name": "N", "category": "social", "provider": { "name": "P", "country": "BE" }, "purpose": { "en": "E", "nl": "N", "fr": "F" }, ${more} }`;

export const mistakes: Readonly<Record<string, Mistake>> = {
  'an unknown key': {
    text: '"category": "mandatory"',
    by: '@"catagory": "mandatory"',
    says: /^unknown key "catagory"/,
    pointer: '/services/0/catagory',
  },
  'a missing key': {
    text: '"country": "BE",\n    "address"',
    by: '"address"',
    says: /^missing key "country"/,
    pointer: '/controller',
  },
  'another category': {
    text: '"category": "mandatory"',
    by: '"category": @"analytics"',
    says: /^"category" can't be "analytics"/,
    pointer: '/services/0/category',
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
    by: '"#9fd2d7"',
    says: /has a contrast of 1\.\d\d:1, below 4\.5:1/,
    pointer: '/banner/theme/accent_text',
  },
  'a duplicate key': {
    text: '"revision": 1,',
    by: '"revision": 1,\n  @"revision": 2,',
    says: /^duplicate key "revision"/,
    pointer: '/revision',
  },
  'an unknown preset': {
    text: '"crazy-egg"',
    by: '@"crazyegg"',
    says: /^unknown preset "crazyegg"/,
    pointer: '/services/9',
  },
  'a preset twice': {
    text: lastService,
    by: '"linkedin-share", @"youtube"',
    says: /^service "youtube" is there twice/,
    pointer: '/services/18',
  },
  'an id twice': {
    text: '"id": "contact-id"',
    by: '"id": @"october"',
    says: /^service "october" is there twice/,
    pointer: '/services/1/id',
  },
  'an unknown language': {
    text: '"fr"]',
    by: '@"ga"]',
    says: /^no texts in the language "ga"/,
    pointer: '/languages/2',
  },
  'a purpose in too few languages': {
    text: '"fr": "Relie les pages',
    by: '"de": "Relie les pages',
    says: /^"october" has no purpose in "fr"/,
    pointer: '/services/0/purpose',
  },
  'texts in a language that is not spoken': {
    text: '"layout": "box",',
    by: '"layout": "box", "text": { @"de": { "title": "T" } },',
    says: /^texts in "de" are never shown/,
    pointer: '/banner/text/de',
  },
  'a pattern of another service': {
    text: lastService,
    by: own('mine', '"urls": [@"www.youtube.com"]'),
    says: /^"www\.youtube\.com" is claimed by "youtube" and "mine"/,
    pointer: '/services/18/urls/0',
  },
  'a pattern twice': {
    text: lastService,
    by: own('mine', '"urls": ["a.test", @"a.test"]'),
    says: /twice/,
    pointer: '/services/18/urls/1',
  },
  'a pattern with a scheme': {
    text: lastService,
    by: own('mine', '"urls": [@"https://a.test/"]'),
    says: /scheme|pattern|https/,
    pointer: '/services/18/urls/0',
  },
  'a shared pattern without reason': {
    text: lastService,
    by: own('mine', '"urls": [{ "pattern": "a.test", "shared": @"" }]'),
    says: /is empty/,
    pointer: '/services/18/urls/0/shared',
  },
  'a cookie of another service': {
    text: lastService,
    by: own('mine', `${cookies}{ "name": @"_ga", "lifetime_days": 1 }]`),
    says: /^cookie "_ga" is claimed by "google-analytics" and "mine"/,
    pointer: '/services/18/cookies/0',
  },
  'a cookie with two lifetimes': {
    text: lastService,
    by: own('mine', `${cookies}@{ "name": "m", "lifetime_days": 1, "lifetime_s": 1 }]`),
    says: /exclude each other/,
    pointer: '/services/18/cookies/0',
  },
  'a cookie without lifetime': {
    text: lastService,
    by: own('mine', `${cookies}@{ "name": "m" }]`),
    says: /^one key is missing/,
    pointer: '/services/18/cookies/0',
  },
  'a cookie that holds a record': {
    text: lastService,
    by: own('mine', `${cookies}{ "name": @"cookie_*", "lifetime_days": 1 }]`),
    says: /^"cookie_\*" claims "cookie_consent_set"/,
    pointer: '/services/18/cookies/0',
  },
  'an exemption that no law knows': {
    text: lastService,
    by: own('mine', '"basis": @{ "exempt": "a law" }'),
    says: /no country exempts social services/,
    pointer: '/services/18/basis',
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
  'a web socket that no address covers': {
    text: lastService,
    by: own('mine', '"urls": ["mine.test/a/"], "web_sockets": [@"mine.test"]'),
    says: /^no pattern in the "urls" of "mine" covers its web sockets to "mine\.test"/,
    pointer: '/services/18/web_sockets/0',
  },
  'a web socket with its scheme': {
    text: lastService,
    by: own('mine', '"urls": ["mine.test"], "web_sockets": [@"wss://mine.test"]'),
    says: /^"wss:\/\/mine\.test" is no/,
    pointer: '/services/18/web_sockets/0',
  },
  'an override of an unknown key': {
    text: '"preset": "google-tag-manager",',
    by: '"preset": "google-tag-manager", @"url": [],',
    says: /^unknown key "url"/,
    pointer: '/services/8/url',
  },
  'an override by an id': {
    text: '"preset": "google-tag-manager",',
    by: '"preset": "google-tag-manager", @"id": "gtm",',
    says: /^unknown key "id"/,
    pointer: '/services/8/id',
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
  'an unknown stand-in for embeds': {
    text: '"preset": "google-tag-manager",',
    by: '"preset": "google-tag-manager", "embed": @"box",',
    says: /^"embed" can't be "box"/,
    pointer: '/services/8/embed',
  },
  'a placeholder for what has no address': {
    text: lastService,
    by: `"linkedin-share", @${own('mine', '"embed": "placeholder", "paths": ["/p/"]').slice('"linkedin-share", '.length)}`,
    says: /^"mine" has a placeholder, but no address of a third party/,
    pointer: '/services/18',
  },
  'elements without a placeholder': {
    text: lastService,
    by: own('mine', '"urls": ["a.test"], "embed_elements": [@".a"]'),
    says: /^"embed_elements" of "mine" does nothing without "embed"/,
    pointer: '/services/18/embed_elements/0',
  },
  'a list of selectors in one': {
    text: lastService,
    by: own('mine', '"urls": ["a.test"], "embed": "placeholder", "embed_elements": [@".a, .b"]'),
    says: /^"\.a, \.b" is no selector of one element/,
    pointer: '/services/18/embed_elements/0',
  },
  'a selector of every division': {
    text: lastService,
    by: own('mine', '"urls": ["a.test"], "embed": "placeholder", "embed_elements": [@"div"]'),
    says: /^"div" is no selector of one element/,
    pointer: '/services/18/embed_elements/0',
  },
  'elements of another service': {
    text: lastService,
    by: `${own('mine', '"urls": ["a.test"], "embed": "placeholder", "embed_elements": [".a"]')}, ${own('other', '"urls": ["b.test"], "embed": "placeholder", "embed_elements": [@".a"]').slice('"linkedin-share", '.length)}`,
    says: /^the elements "\.a" are claimed by "mine" and "other"/,
    pointer: '/services/19/embed_elements/0',
  },
  'a cookie with a path that is none': {
    text: lastService,
    by: own('mine', `${cookies}{ "name": "m", "lifetime_days": 1, "path": @"shop" }]`),
    says: /^"shop" is no path of the site/,
    pointer: '/services/18/cookies/0/path',
  },
  'a cookie out of reach by a word': {
    text: lastService,
    by: own('mine', `${cookies}{ "name": "m", "lifetime_days": 1, "http_only": @"yes" }]`),
    says: /^"http_only" must be true or false/,
    pointer: '/services/18/cookies/0/http_only',
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
