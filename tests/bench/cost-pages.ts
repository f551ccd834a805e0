// SPDX-License-Identifier: MIT
/**
 * The clinic's home page less its vendors' tags, bare, with each of Akkoord's installs, and with two peers set up as
 * their documentation says, each with one banner. Without tags nobody wins time by holding them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withScaffold } from '../../demo-site/server/scaffold.ts';
import { compiledFolder, compiledText, policyHeader } from './compiled-clinic.ts';
import type { Answer } from './slow-link.ts';

export interface CostPage {
  readonly name: string;
  /** First path segment of the page and of nothing else. */
  readonly id: string;
  /** What is there once the banner is; none in the bare page. */
  readonly banner?: string;
  /** First in head, last in head, or last in body. */
  readonly first?: string;
  readonly last?: string;
  readonly foot?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const vanillaConfig = `import '/peers/vanilla-cookieconsent/dist/cookieconsent.umd.js';
CookieConsent.run({
  hideFromBots: false, // a browser that is driven counts as one
  categories: { necessary: { enabled: true, readOnly: true }, functional: {}, analytics: {}, ads: {}, social: {} },
  language: { default: 'en', translations: { en: {
    consentModal: {
      title: 'We use cookies', description: 'Choose which of them we may use. You can change your mind at any time.',
      acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', showPreferencesBtn: 'Choose',
    },
    preferencesModal: {
      title: 'Your choice', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', savePreferencesBtn: 'Save',
      closeIconLabel: 'Close',
      sections: ['necessary', 'functional', 'analytics', 'ads', 'social'].map((linkedCategory) =>
        ({ title: linkedCategory, description: 'What this is for.', linkedCategory })),
    },
  } } },
});`;

const orejimeConfig = `window.orejimeConfig = { privacyPolicyUrl: '/privacy/', purposes: [
  ['functional', 'Functions'], ['analytics', 'Statistics'], ['ads', 'Advertising'], ['social', 'Social media'],
].map(([id, title]) => ({ id, title, description: 'What this is for.', cookies: [] })) };`;

export function costPages(): readonly CostPage[] {
  const policy = policyHeader('nothing').replace(/^[^:]*: /, '');
  const [firstLines = '', footLines = ''] = compiledText('header.html').split(/(?<=<\/script>\n)/);
  return [
    { name: 'bare page', id: 'bare' },
    {
      name: 'Akkoord, header install',
      id: 'header',
      banner: 'akkoord-banner',
      first: firstLines,
      foot: footLines,
      headers: { 'Content-Security-Policy': policy, Vary: 'Cookie' },
    },
    {
      name: 'Akkoord, snippet',
      id: 'snippet',
      banner: 'akkoord-banner',
      first: compiledText('snippet.html'),
    },
    { name: 'Akkoord, tag', id: 'tag', banner: 'akkoord-banner', first: compiledText('tag.html') },
    {
      name: 'vanilla-cookieconsent 3.1.0',
      id: 'vanilla',
      banner: '#cc-main .cm',
      last: `<link rel="stylesheet" href="/peers/vanilla-cookieconsent/dist/cookieconsent.css">
<script type="module" src="/peers/vanilla-config.js"></script>`,
    },
    {
      name: 'orejime 3.2.1',
      id: 'orejime',
      banner: '.orejime-Banner',
      last: `<script>${orejimeConfig}</script>
<script src="/peers/orejime/dist/orejime-standard-en.js"></script>
<link href="/peers/orejime/dist/orejime-standard.css" rel="stylesheet">`,
    },
  ];
}

/** Counts how long the page's thread kept others waiting beyond 50 ms: a worker knocks, and what is late was blocked. */
const heartbeat = `<script>
var bench = { last_ms: performance.now(), blocked_ms: 0 };
new Worker(URL.createObjectURL(new Blob(['setInterval(() => postMessage(0), 4)']))).onmessage = function () {
  var now_ms = performance.now();
  bench.blocked_ms += Math.max(0, now_ms - bench.last_ms - 50);
  bench.last_ms = now_ms;
};
</script>\n`;

const clinic = 'demo-site/clinic/2pass';
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
};

/** The page without its vendors' tags and embeds; what is the site's own stays. */
function withoutTags(html: string): string {
  const vendors =
    /googletagmanager|dataLayer|crazyegg|fbq\(|securitypolicyviolation|src="(?:https:)?\/\//;
  return html
    .replace(/<noscript>[\s\S]*?<\/noscript>/g, '')
    .replace(/<iframe[\s\S]*?<\/iframe>/g, '')
    .replace(/<script[\s\S]*?<\/script>/g, (script) => (vendors.test(script) ? '' : script));
}

export function answerer(pages: readonly CostPage[]): (url: URL) => Answer {
  const html = withoutTags(readFileSync(`${clinic}/index.html`, 'utf8'));
  if (/src="(?:https:)?\/\//.test(html)) throw new Error('a tag was left in the page');
  const [before = '', behind = ''] = html.split('<!-- akkoord -->');
  return ({ pathname }) => {
    const page = pages.find(({ id }) => pathname === `/${id}/`);
    if (page) {
      const { first = '', last = '', foot = '', headers = {} } = page;
      const rest = behind
        .replace('</head>', () => `${last}</head>`)
        .replace('</body>', () => `${foot}</body>`);
      return { type: 'text/html; charset=utf-8', body: before + heartbeat + first + rest, headers };
    }
    if (pathname === '/peers/vanilla-config.js')
      return { type: 'text/javascript', body: vanillaConfig };
    if (pathname === '/nothing' || pathname === '/')
      return { status: 204, type: 'text/plain', body: '' };
    const file = fileFor(pathname);
    const type = types[pathname.replace(/^.*\./, '')] ?? 'application/octet-stream';
    if (file.includes('..') || !existsSync(file))
      return { status: 404, type: 'text/plain', body: '' };
    const bytes = readFileSync(file);
    const isSheet = pathname.endsWith('.css');
    return { type, body: isSheet ? withScaffold(bytes.toString('utf8'), clinic) : bytes };
  };
}

function fileFor(path: string): string {
  if (path.startsWith('/akkoord/')) return join(compiledFolder, path.slice('/akkoord/'.length));
  if (path.startsWith('/peers/')) return join('node_modules', path.slice('/peers/'.length));
  return join(clinic, path);
}
