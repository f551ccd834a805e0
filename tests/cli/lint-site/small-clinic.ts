// SPDX-License-Identifier: MIT
/**
 * A small clinic with a banner of its own making, and its two vendors, all on one loopback port: without faults it
 * keeps to every rule that pages can show, and each fault breaks some.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { bannerHtml, type Words, words } from './small-banner.ts';

export type Fault =
  | 'asks_before_choice'
  | 'stores_before_choice'
  | 'connects_ahead'
  | 'scrolling_grants'
  | 'browsing_on_grants'
  | 'no_reject'
  | 'reject_is_prose'
  | 'small_reject'
  | 'pale_reject'
  | 'below_the_fold'
  | 'ticked'
  | 'wall'
  | 'nags'
  | 'forgets_early'
  | 'script_keeps_choice'
  | 'no_way_back'
  | 'reject_is_deeper'
  | 'withdrawal_does_nothing'
  | 'says_little'
  | 'one_language'
  | 'undeclared'
  | 'keeps_longer'
  | 'ignores_gpc'
  | 'config_first'
  | 'ads_everywhere'
  | 'tells_address';

export interface SmallClinic {
  readonly port: number;
  close(): Promise<void>;
}

/** What a request says of its visitor. */
interface Visitor {
  readonly accepted: boolean;
  readonly answered: boolean;
  readonly gpc: boolean;
}

const days_182_s = 15_724_800;
const days_90_s = 7_776_000;
const days_30_s = 2_592_000;

export function openSmallClinic(faults: readonly Fault[]): Promise<SmallClinic> {
  const server = createServer((request, response) => answer(new Set(faults), request, response));
  return listening(server);
}

function listening(server: Server): Promise<SmallClinic> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections?.();
          }),
      });
    });
  });
}

function answer(faults: ReadonlySet<Fault>, request: IncomingMessage, response: ServerResponse) {
  const kept_s = faults.has('forgets_early') ? days_90_s : days_182_s;
  const path = new URL(request.url ?? '/', 'http://small.test').pathname;
  const host = (request.headers.host ?? '').split(':')[0];
  if (host !== 'www.small.test') {
    response.writeHead(200, { 'Content-Type': 'text/javascript' });
    // What keeps its cookie on the clinic's own host, as most counters do.
    const life_s = faults.has('keeps_longer') ? days_182_s : days_30_s;
    response.end(
      host === 'counter.test' ? `document.cookie = '_count=1; Path=/; Max-Age=${life_s}';` : '',
    );
    return;
  }
  const cookies = request.headers.cookie ?? '';
  const visitor = {
    accepted: /\bchoice=all/.test(cookies),
    answered:
      (/\bchoice=/.test(cookies) && !(faults.has('nags') && /\bchoice=none/.test(cookies))) ||
      (faults.has('browsing_on_grants') && path !== '/'),
    gpc: request.headers['sec-gpc'] === '1',
  };
  if (path === '/choice') {
    const withdraws = request.url?.endsWith('none') && !faults.has('withdrawal_does_nothing');
    response.writeHead(204, {
      'Set-Cookie': [
        `choice=${request.url?.endsWith('all') || !withdraws ? 'all' : 'none'}; Path=/; Max-Age=${kept_s}`,
        ...(withdraws ? ['_count=; Path=/; Max-Age=0'] : []),
      ],
    });
    response.end();
    return;
  }
  const text = pages[path];
  if (!text) {
    response.writeHead(404);
    response.end();
    return;
  }
  const choice = /\bchoice=\w+/.exec(cookies)?.[0];
  // Sent anew with each page, so that Safari keeps it.
  const again = choice && !faults.has('script_keeps_choice');
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    ...(again ? { 'Set-Cookie': `${choice}; Path=/; Max-Age=${kept_s}` } : {}),
  });
  response.end(pageHtml(faults, path, text, visitor));
}

interface Text {
  readonly language: 'en' | 'nl';
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const pages: Readonly<Record<string, Text>> = {
  '/': {
    language: 'en',
    title: 'Small Clinic',
    paragraphs: ['We listen first.', 'Our house stands beside the park, and the door is open.'],
  },
  '/treatments/nose/': {
    language: 'en',
    title: 'Surgery of the nose',
    paragraphs: ['What happens on the day, and in the weeks that follow.'],
  },
  '/nl/': {
    language: 'nl',
    title: 'Kleine kliniek',
    paragraphs: ['Wij luisteren eerst.', 'Ons huis staat naast het park.'],
  },
};

function pageHtml(
  faults: ReadonlySet<Fault>,
  path: string,
  { language, title, paragraphs }: Text,
  visitor: Visitor,
): string {
  const said: Words = words[faults.has('one_language') ? 'en' : language];
  const walled = faults.has('wall') && visitor.answered && !visitor.accepted;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${faults.has('connects_ahead') ? '<link rel="dns-prefetch" href="http://counter.test/">' : ''}
<style>body { margin: 0; font: 16px/1.5 sans-serif; color: #111; background: #fff } main { min-height: 1500px; padding: 20px }</style>
${tagsHtml(faults, path, visitor)}
</head>
<body>
<main>
<h1>${title}</h1>
${walled ? '<p>Accept our cookies to read on.</p>' : paragraphs.map((one, i) => `<h2>${i + 1}. ${one.slice(0, 12)}</h2><p>${one.repeat(8)}</p>`).join('\n')}
<nav><a href="/">Home</a> <a href="/treatments/nose/">Nose</a> <a href="/nl/">Nederlands</a></nav>
</main>
${bannerHtml(faults, said, visitor.answered, visitor.gpc)}
</body>
</html>
`;
}

function tagsHtml(faults: ReadonlySet<Fault>, path: string, { accepted, gpc }: Visitor): string {
  const tags: string[] = [];
  const script = (address: string): void => {
    tags.push(`<script src="http://${address}"></script>`);
  };
  const sensitive = path.startsWith('/treatments/');
  if (accepted || faults.has('asks_before_choice')) {
    script(`counter.test/count.js${faults.has('tells_address') ? `?page=${path}` : ''}`);
  }
  if (faults.has('stores_before_choice')) {
    tags.push("<script>localStorage.setItem('visitor', '7')</script>");
  }
  if (
    accepted &&
    (!sensitive || faults.has('ads_everywhere')) &&
    (!gpc || faults.has('ignores_gpc'))
  ) {
    script('ads.test/ad.js');
  }
  if (accepted && faults.has('undeclared')) script('nobody-knows.test/tag.js');
  const consent = "['consent', 'default', { ad_storage: 'denied' }]";
  const calls = ["['config', 'G-1']", consent];
  if (!faults.has('config_first')) calls.reverse();
  tags.push(`<script>window.dataLayer = [${calls.join(', ')}]</script>`);
  return tags.join('\n');
}
