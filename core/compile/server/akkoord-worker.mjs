// SPDX-License-Identifier: MIT
//
// What `akkoord headers --for edge-worker` writes: edge_worker.cc puts its part in the place of
// each line that holds a {name} alone. What stands above the first is left out.

// {title}
//
// It reads the visitor's record cookies and adds the Content-Security-Policy that they allow: the
// browser refuses the rest. No dependency, nothing to configure, no request of its own.
//
//   Cloudflare    make this file the worker's "main" and give it the site's route
//   elsewhere     import { handle } from './akkoord-worker.mjs'; answer a request with
//                 handle(request, (request) => fetch(the same from your origin))
//   Node          import { headersFor, isRefused }: both take { url, headers: { get(name) } }
//
// A Content-Security-Policy of the site's own may stay: both count.
//
// {caches}

// {table}

const categories = { functional: 1, analytical: 1, advertising: 1, social: 1 };
const maxLife_s = 34_560_000; // 400 days: no browser keeps a cookie longer
const maxClockSkew_s = 300; // a record may be issued so far ahead: no two clocks agree
const maxCookieBytes = 65_536;
const maxExceptionsBytes = 4_096;
/** Types that hold no document, worker or style that could ask for anything. */
const inertType = /^(image\/(?!svg)|font\/|audio\/|video\/|text\/css|application\/(x-)?font-)/i;
const documentType = /^(text\/html|application\/xhtml|image\/svg|$)/i;
/** All record cookies, by commas: the record, four categories, exceptions, sensitive routes. */
const recordForm =
  /^1\.([1-9]\d*)\.([1-9]\d{0,11})\.([1-9]\d{0,11})\.([\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|0{8}(-0{4}){3}-0{12})(,[01]){4},([+-](?![^.,]{65})[a-z\d]+(-[a-z\d]+)*(\.(?!,)|(?=,)))*,[01]?$/;

/** The services that may run for this request's visitor, by id. */
export function decide(request, now_s = Date.now() / 1000) {
  const records = readRecords(request, now_s);
  const named = new Set(records?.exceptions.split('.'));
  const gpc = request.headers.get('sec-gpc') === '1';
  const sensitive = records?.sensitive !== '1' && isSensitive(request);
  // No path of the site to a service tells which page asks for it: there nothing is exempt by country.
  const country = guardOf(request) ? '' : countryOf(request);
  const granted = table.services.filter(({ id, category, exempt, exemptIn, offOnSensitiveRoutes }) => {
    const free = exempt || exemptIn?.includes(country);
    const chosen = records?.[category] === '1' || named.has(`+${id}`);
    const follows = offOnSensitiveRoutes || category === 'advertising' || category === 'social';
    return (
      (free || chosen) && // what needs no consent may still be objected to
      !named.has(`-${id}`) &&
      !(gpc && category === 'advertising') &&
      !(sensitive && follows)
    );
  });
  return new Set(granted.map(({ id }) => id));
}

/** The Content-Security-Policy for this request's visitor. */
export function pagePolicy(request, now_s) {
  const granted = decide(request, now_s);
  const open = table.groups.filter(({ services }) => services.every((id) => granted.has(id)));
  const sources = new Set(open.flatMap((group) => group.sources.split(' ')));
  return [table.opening, ...sources].join(' ') + table.tail;
}

/** Whether the request asks for a path of the site that passes it on to a service without consent. */
export function isRefused(request, now_s) {
  if (table.observe) return false;
  // A way around guarded paths that no browser takes by itself.
  if (table.paths.length > 0 && pathsOf(request.url).some((path) => /\/\.\.?(\/|$)/.test(path))) {
    return true;
  }
  const guarded = guardOf(request);
  if (!guarded) return false;
  const granted = decide(request, now_s);
  return !guarded.services.every((id) => granted.has(id));
}

/** What to add to (never: set in) an answer of that Content-Type: [name, value] pairs. */
export function headersFor(request, type = '', now_s = Date.now() / 1000) {
  if (inertType.test(type) || isEmbedPage(request)) return [];
  const name = `Content-Security-Policy${table.observe ? '-Report-Only' : ''}`;
  const headers = [[name, pagePolicy(request, now_s)]];
  if (documentType.test(type)) {
    headers.push(['Vary', 'Cookie, Sec-GPC'], ['Cache-Control', 'private, no-cache']);
  }
  return [...headers, ...renewedRecords(request, now_s).map((line) => ['Set-Cookie', line])];
}

/** Answers a request with what the origin says and what Akkoord adds. */
export async function handle(request, askOrigin = (asked) => fetch(asked)) {
  if (isRefused(request)) {
    const headers = { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' };
    return new Response('No consent for this service.\n', { status: 403, headers });
  }
  const answer = await askOrigin(request);
  if (answer.status === 101) return answer; // a WebSocket is no document
  const changed = new Response(answer.body, answer);
  for (const [name, value] of headersFor(request, answer.headers.get('content-type') ?? '')) {
    changed.headers.append(name, value);
  }
  return changed;
}

export default { fetch: (request) => handle(request) };

/** The values of the record cookies, and for how long they hold; null unless all of it is sound. */
function readRecords(request, now_s) {
  const header = request.headers.get('cookie') ?? '';
  const fields = Object.keys(table.cookies);
  const records = {};
  for (const pair of header.split(';')) {
    const cut = pair.indexOf('=');
    const name = trimmed(pair.slice(0, Math.max(0, cut)));
    const field = fields.find((one) => table.cookies[one] === name);
    if (cut < 0 || !field) continue;
    const value = trimmed(pair.slice(cut + 1));
    const twin = records[field] ?? value;
    // Twins that differ: a category is refused by either, of the others neither is believed.
    const refuses = field in categories && /^[01]{2}$/.test(twin + value);
    records[field] = twin === value ? value : refuses ? '0' : 'odd';
  }
  const text = fields.map((field) => records[field] ?? '').join(',');
  const [, revision, issued_s, expires_s] = recordForm.exec(text)?.map(Number) ?? [];
  const end_s = Math.min(expires_s, issued_s + maxLife_s);
  const sound =
    header.length <= maxCookieBytes &&
    (records.exceptions ?? '').length <= maxExceptionsBytes &&
    revision === table.revision &&
    issued_s <= now_s + maxClockSkew_s &&
    issued_s <= expires_s &&
    now_s < end_s;
  return sound ? { exceptions: '', ...records, left_s: Math.floor(end_s - now_s) } : null;
}

/**
 * Set-Cookie values that keep the records for what is left of their life, on requests for a document: Safari
 * forgets after 7 days what a script wrote. Nothing is made to last longer.
 */
function renewedRecords(request, now_s) {
  const aim = request.headers.get('sec-fetch-dest');
  const isPage = aim ? aim === 'document' : /text\/html/.test(request.headers.get('accept') ?? '');
  // What is fetched ahead may arrive after a withdrawal, and must not undo it.
  const ahead = request.headers.get('sec-purpose') !== null;
  const records = isPage && !ahead && readRecords(request, now_s);
  if (!records?.left_s) return [];
  const { protocol, hostname } = new URL(request.url);
  const domain = table.cookieDomain;
  const covers = domain && (hostname === domain || hostname.endsWith(`.${domain}`));
  const place = (covers ? `; Domain=${domain}` : '') + (protocol === 'https:' ? '; Secure' : '');
  return Object.entries(table.cookies)
    .filter(([field]) => records[field])
    .map(([field, name]) => {
      const life = `Path=/; Max-Age=${records.left_s}; SameSite=Lax`;
      return `${name}=${records[field]}; ${life}${place}`;
    });
}

/** Whose rules the page follows; empty where it is of no country: then the strictest hold. */
function countryOf(request) {
  const { hostname, pathname } = new URL(request.url);
  const fits = ([rule]) => rule === hostname || pathname.startsWith(rule);
  return table.countries.find(fits)?.[1] ?? '';
}

function isSensitive(request) {
  const starts = (url) =>
    pathsOf(url).some((path) => table.sensitiveRoutes.some((route) => path.startsWith(route)));
  if (starts(request.url)) return true;
  // What a page asks of a guarded path is judged by that page too.
  const referrer = guardOf(request) ? request.headers.get('referer') : null;
  return referrer !== null && starts(referrer);
}

/** The guarded path that the request's falls under; the first in the table is the closest. */
function guardOf(request) {
  const covers = ({ pattern }, path) =>
    pattern.endsWith('/') ? path.startsWith(pattern) : path === pattern;
  const paths = pathsOf(request.url);
  return table.paths.find((guarded) => paths.some((path) => covers(guarded, path)));
}

/** The page that shows one embed brings a policy of its own. */
function isEmbedPage(request) {
  const [path] = pathsOf(request.url);
  return table.base !== '' && table.embeds.some((id) => path === `${table.base}embed-${id}.html`);
}

/** The path as the browser sends it, and as servers read it: letters decoded, no '/' twice. */
function pathsOf(url) {
  let path;
  try {
    path = new URL(url).pathname;
  } catch {
    return []; // a Referer that is no address
  }
  const decoded = path.replace(/%([2-7][\da-f])/gi, (_, code) => String.fromCharCode(`0x${code}`));
  return [path, decoded.replace(/\/{2,}/g, '/')];
}

/** Without the blanks that may stand around cookies; other white space belongs to a value. */
function trimmed(text) {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}
