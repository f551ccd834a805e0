// SPDX-License-Identifier: MIT
/**
 * The 22 checks of a release: what a granted tag may expect of its page, what a refused one never gets, and what
 * a withdrawal leaves. Run in one engine, for each install.
 */
import { mkdirSync } from 'node:fs';
import type { Engine, EngineVisitor, Launch } from './engines/engine.ts';
import { compileInstalls, type Install, installs } from './installs.ts';
import { cookieDomain, vendorHost } from './policy.ts';
import { type Content, type SmallWeb, startSmallWeb } from './small-web.ts';
import { untilPage } from './until-page.ts';
import { vendorPolicy } from './vendor-policy.ts';

export interface ReleaseCheck {
  readonly name: string;
  /** What was found instead; nothing where the check passed. */
  readonly fault?: string;
}

export type Releases = ReadonlyMap<Install, readonly ReleaseCheck[]>;

const from = (category: string, path: string): string => `http://${vendorHost(category)}${path}`;

/** What the page's own code notes: vendors tell there what they saw. */
const notes = `<script>
var seen = { ran: [], order: [], own: 0, library: 0, ready: 0, load: 0, loaded: 0, current: '', errors: [] };
seen.own++;
addEventListener('error', ({ message, target }) => { if (target === window) seen.errors.push(message); }, true);
</script>\n`;

/** Where a vendor keeps its id: each in a place of its own. */
const storing = (vendor: string, place: string): string => `seen.ran.push('${vendor}');
document.cookie = '${vendor}_id=1; Max-Age=3600; ${place}';
try { localStorage.${vendor}_id = '1'; } catch {}\n`;

const content: Content = {
  pages: {
    visit: {
      head: `${notes}<script src="${from('analytical', '/library.js')}" onload="seen.loaded++"></script>
<script>try { library(); } catch (error) { seen.order.push('no library'); }</script>
<script src="${from('analytical', '/second.js')}"></script>\n`,
      body: `<h1 id="title">Clinic</h1>
<p id="before">Before</p>
<script src="${from('analytical', '/writes.js')}"></script>
<p id="after">After</p>
<img id="pixel" src="${from('analytical', '/pixel.gif')}" alt="">
<script src="${from('advertising', '/ad.js')}"></script>
<script src="${from('social', '/social.js')}"></script>
<iframe id="frame" src="${from('functional', '/frame.html')}"></iframe>
<button id="statistics" onclick="akkoord.accept(['analytical'])">Statistics</button>
<button id="withdraw" onclick="akkoord.withdraw()">Withdraw</button>
<p id="last">Last</p>\n`,
    },
    quiet: { body: '<h1>Nothing here</h1>\n' },
  },
  scripts: {
    '/library.js': `seen.library++; seen.order.push('library');
seen.current = document.currentScript ? document.currentScript.src : 'none';
window.library = () => seen.order.push('inline');
document.addEventListener('DOMContentLoaded', () => seen.ready++);
addEventListener('load', () => seen.load++);
${storing('analytical', 'Path=/')}`,
    '/second.js': "seen.order.push('second');",
    '/writes.js': `document.write('<p id="written">Written</p><script>seen.order.push("written")<\\/script>');`,
    '/ad.js': storing('advertising', `Path=/; Domain=${cookieDomain}`),
    '/social.js': storing('social', `Path=/; Domain=${cookieDomain}`),
  },
};

/** The elements that the page itself has, and what its tag writes into it. */
const intact = 'title before written after pixel frame statistics withdraw last';
const ids =
  "[...document.body.querySelectorAll('[id]')].map(({ id }) => id).filter((id) => !id.startsWith('akkoord')).join(' ')";

interface Seen {
  readonly ran: readonly string[];
  readonly order: readonly string[];
  readonly own: number;
  readonly library: number;
  readonly ready: number;
  readonly load: number;
  readonly loaded: number;
  readonly current: string;
  readonly errors: readonly string[];
  readonly ids: string;
}

/** All checks in all installs, by a fresh visitor each; of `none`, the control, what a tag may expect. */
export async function runReleases(
  launch: Launch,
  which: readonly Install[] = installs,
): Promise<Releases> {
  const folder = `out/browser-tests/release-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const web = await startSmallWeb(await compileInstalls(folder, vendorPolicy), content);
  try {
    const engine = await launch(web.port);
    try {
      const releases = new Map<Install, readonly ReleaseCheck[]>();
      for (const install of which) releases.set(install, await runRelease(engine, web, install));
      return releases;
    } finally {
      await engine.close();
    }
  } finally {
    await web.close();
  }
}

async function runRelease(
  engine: Engine,
  web: SmallWeb,
  install: Install,
): Promise<readonly ReleaseCheck[]> {
  const visitor = await engine.visitor();
  const checks: ReleaseCheck[] = [];
  const scanned = install === 'tag' || (install === 'snippet' && engine.name === 'firefox');
  const run: Run = {
    visitor,
    web,
    address: web.address(install, 'visit'),
    install,
    scanned,
    checks,
  };
  try {
    if (install === 'none') {
      await visitor.open(run.address);
      await rest(run);
      await whatATagExpects(run);
      return checks;
    }
    await beforeChoice(run);
    await afterStatistics(run);
    await afterReload(run);
    await afterAcceptAll(run);
    await afterWithdrawal(run);
  } finally {
    await visitor.close();
  }
  return checks;
}

interface Run {
  readonly visitor: EngineVisitor;
  readonly web: SmallWeb;
  readonly address: string;
  readonly install: Install;
  /** Whether scripts, styles and images may be asked for ahead of the page policy. */
  readonly scanned: boolean;
  readonly checks: ReleaseCheck[];
}

function check({ checks }: Run, name: string, found: unknown, wanted: unknown): void {
  const [is, ought] = [JSON.stringify(found), JSON.stringify(wanted)];
  checks.push(is === ought ? { name } : { name, fault: `${is} instead of ${ought}` });
}

/**
 * The categories that came through, sorted: those whose vendors were asked. Where an engine's scanner asks ahead of
 * any script, those whose code ran or whose frame opened.
 */
async function came({ visitor, web, scanned }: Run): Promise<string> {
  const asked = web.vendors().filter(({ path }) => !scanned || path === '/frame.html');
  const ran = await visitor.evaluate<string[]>('return seen.ran;');
  return [...new Set([...asked.map(({ host }) => `${host.split('.')[0]}`), ...ran])]
    .sort()
    .join(' ');
}

function times(web: SmallWeb, path: string): number {
  return web.vendors().filter((asked) => asked.path === path).length;
}

async function rest({ visitor, web, install }: Run): Promise<void> {
  const ready = install === 'none' ? 'true' : '!!window.akkoord?.state';
  await untilPage(visitor, `!window.left && document.readyState === 'complete' && ${ready}`);
  await web.untilQuiet();
}

/** Does what loads the page again; the checks behind it tell where it did not. */
async function reloads(run: Run, act: (visitor: EngineVisitor) => Promise<unknown>): Promise<void> {
  const { visitor, web } = run;
  web.forget();
  await visitor.evaluate('window.left = true; return true;');
  await act(visitor);
  await web.until(() => web.pageViews() > 0, 'it does not load the page again');
  await rest(run);
}

function seenIn({ visitor }: Run): Promise<Seen> {
  return visitor.evaluate<Seen>(`return { ...seen, ids: ${ids} };`);
}

async function beforeChoice(run: Run): Promise<void> {
  const { visitor, web, address } = run;
  web.forget();
  await visitor.open(address);
  await rest(run);
  check(run, 'is held before', await came(run), '');
}

async function afterStatistics(run: Run): Promise<void> {
  await reloads(run, (visitor) => visitor.click('#statistics'));
  await whatATagExpects(run);
  check(run, 'advertising stays held', (await came(run)).includes('advertising'), false);
  check(run, 'social media stay held', /social|functional/.test(await came(run)), false);
}

async function whatATagExpects(run: Run): Promise<void> {
  const { visitor, web } = run;
  const seen = await seenIn(run);
  check(run, 'loads', times(web, '/library.js') > 0, true);
  check(run, 'runs once', [seen.library, times(web, '/library.js')], [1, 1]);
  check(run, 'runs in order', seen.order, ['library', 'inline', 'second', 'written']);
  check(run, 'an inline script sees its library', seen.order.includes('inline'), true);
  check(run, 'onload fires', seen.loaded, 1);
  check(run, 'document.currentScript is right', seen.current, from('analytical', '/library.js'));
  check(run, 'its DOMContentLoaded listener runs', seen.ready, 1);
  check(run, 'its load listener runs', seen.load, 1);
  const written = await visitor.evaluate<string>(
    "return [document.querySelector('#before + script + #written')?.textContent, seen.own].join();",
  );
  check(run, 'document.write leaves the page whole', written, 'Written,1');
  const whole = [seen.ids, seen.errors, web.pageViews()];
  check(run, 'the page is intact', whole, [intact, [], 1]);
  check(run, 'an image pixel leaves after consent', times(web, '/pixel.gif'), 1);
}

async function afterReload(run: Run): Promise<void> {
  const { visitor, web, address } = run;
  web.forget();
  await visitor.open(address);
  await rest(run);
  const { library } = await seenIn(run);
  const found = [await came(run), library, times(web, '/library.js'), web.pageViews()];
  check(run, 'lasts over a reload, once', found, ['analytical', 1, 1, 1]);
}

async function afterAcceptAll(run: Run): Promise<void> {
  const { web } = run;
  await reloads(run, (visitor) =>
    visitor.evaluate('setTimeout(() => akkoord.acceptAll()); return true;'),
  );
  check(run, 'accept all lets advertising load', times(web, '/ad.js'), 1);
  check(run, 'accept all lets the frame load', times(web, '/frame.html'), 1);
}

async function afterWithdrawal(run: Run): Promise<void> {
  const { visitor, address } = run;
  const vendors = ['analytical', 'advertising', 'social'];
  const names = await stored(visitor);
  const stood = (name: string): boolean => names.includes(name);
  await reloads(run, () => visitor.click('#withdraw'));
  const after = await stored(visitor);
  for (const vendor of vendors) {
    const cookie = `cookie ${vendor}_id`;
    const found = [stood(cookie), after.includes(cookie)];
    check(run, `withdrawal deletes the cookie of ${vendor}`, found, [true, false]);
  }
  const items = vendors.map((vendor) => `item ${vendor}_id`);
  const found = [items.every(stood), after.filter((name) => name.startsWith('item'))];
  check(run, 'withdrawal empties local storage', found, [true, []]);
  await visitor.open(address);
  await rest(run);
  check(run, 'a reload after withdrawal is quiet', await came(run), '');
}

async function stored(visitor: EngineVisitor): Promise<readonly string[]> {
  const items = await visitor.evaluate<string[]>('return Object.keys(localStorage);');
  const cookies = await visitor.cookies();
  return [...cookies.map(({ name }) => `cookie ${name}`), ...items.map((name) => `item ${name}`)];
}
