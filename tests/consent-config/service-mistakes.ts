// SPDX-License-Identifier: MIT
/** Each kind of mistake in a service of a policy. */
import type { Mistake } from './mistake.ts';

const cookies = '"cookies": [';
const lastService = '"linkedin-share"';
const own = (id: string, more: string): string =>
  `"linkedin-share", { "id": "${id}", "name": "N", "category": "social", "provider": { "name": "P", "country": "BE" }, "purpose": { "en": "E", "nl": "N", "fr": "F" }, ${more} }`;

export const serviceMistakes: Readonly<Record<string, Mistake>> = {
  'an unknown key': {
    text: '"category": "mandatory"',
    by: '@"catagory": "mandatory"',
    says: /^unknown key "catagory"/,
    pointer: '/services/0/catagory',
  },
  'another category': {
    text: '"category": "mandatory"',
    by: '"category": @"analytics"',
    says: /^"category" can't be "analytics"/,
    pointer: '/services/0/category',
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
  'a purpose in too few languages': {
    text: '"fr": "Relie les pages',
    by: '"de": "Relie les pages',
    says: /^"october" has no purpose in "fr"/,
    pointer: '/services/0/purpose',
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
};
