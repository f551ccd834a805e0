// SPDX-License-Identifier: MIT
/**
 * A small web on loopback: the pages of one clinic under each install, and vendors that answer what a test has
 * them say. Engines meet it as they meet the lab: under real names, on plain http.
 *
 *     http://www.clinic-lab.test/INSTALL/PAGE   a page; /akkoord/FILE: what compile wrote
 *     http://anything-else/PATH                 a vendor: noted, answered
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Install, Installs } from './installs.ts';
import { pageHost, site } from './policy.ts';

export interface SmallPage {
  readonly head?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly cookies: string;
}

export interface Content {
  /** By the last part of its path; one that is not there answers 404. */
  readonly pages: Readonly<Record<string, SmallPage>>;
  /** What vendors say, by path; a picture unless given. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** What the site's own server answers besides pages and files: whether it did. */
export type OwnAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface SmallWeb {
  readonly port: number;
  address(install: Install, page: string): string;
  /** What reached vendors since forget(), in order. */
  vendors(): readonly Asked[];
  /** How often pages of the clinic were asked for since forget(). */
  pageViews(): number;
  forget(): void;
  /** Resolves when `isSo`, which is asked with each request; rejects in the end, saying `what`. */
  until(isSo: () => boolean, what: string): Promise<void>;
  /** Resolves when for `quiet_ms` nobody has asked for anything. */
  untilQuiet(quiet_ms?: number): Promise<void>;
  close(): Promise<void>;
}

const patience_ms = 40_000;
const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
};

export async function startSmallWeb(
  installs: Installs,
  content: Content,
  answersItself: OwnAnswer = () => false,
): Promise<SmallWeb> {
  let vendors: Asked[] = [];
  let pageViews = 0;
  let last_ms = Date.now();
  const watchers = new Set<() => void>();
  const server = createServer((request, response) => {
    last_ms = Date.now();
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.hostname === pageHost && answersItself(request, response)) {
      // It is done, or will be.
    } else if (url.hostname === pageHost) {
      if (answerSite(installs, content, request, response, url)) pageViews++;
    } else if (url.pathname !== '/favicon.ico') {
      const { method = '', headers } = request;
      const path = url.pathname + url.search;
      vendors.push({ method, host: url.hostname, path, cookies: headers.cookie ?? '' });
      answerVendor(response, url, content.scripts?.[url.pathname]);
    } else {
      send(response, 404, 'text/plain', '');
    }
    for (const watcher of watchers) watcher();
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    address: (install, page) => `${site}/${install}/${page}`,
    vendors: () => vendors,
    pageViews: () => pageViews,
    forget() {
      vendors = [];
      pageViews = 0;
    },
    until: (isSo, what) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          watchers.delete(look);
          settle();
        };
        const look = (): void => {
          if (isSo()) end(resolve);
        };
        const timer = setTimeout(() => end(() => reject(new Error(what))), patience_ms);
        watchers.add(look);
        look();
      }),
    async untilQuiet(quiet_ms = 250) {
      const start_ms = Date.now();
      for (;;) {
        const left_ms = quiet_ms - (Date.now() - Math.max(start_ms, last_ms));
        if (left_ms <= 0) return;
        await new Promise((resolve) => setTimeout(resolve, left_ms));
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether it was a page that was asked for. */
function answerSite(
  installs: Installs,
  { pages }: Content,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): boolean {
  const [, first = '', name = ''] = url.pathname.split('/');
  if (first === 'akkoord') {
    const file = installs.file(name);
    const type = types[name.replace(/^.*\./, '')] ?? 'text/plain';
    send(response, file ? 200 : 404, type, file ?? '');
    return false;
  }
  const page = pages[name];
  if (!page || !/^(?:none|header|snippet|tag)$/.test(first)) {
    send(response, 404, 'text/plain', '');
    return false;
  }
  const install = first as Install;
  if (install === 'header') {
    const { headers } = installs.decide(url.pathname, request.headers.cookie ?? '');
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
  }
  for (const [header, value] of Object.entries(page.headers ?? {}))
    response.setHeader(header, value);
  const head = `<meta charset="utf-8">\n${installs.lines(install)}<title>${name}</title>\n${page.head ?? ''}`;
  const text = `<!doctype html>\n<html lang="en"><head>\n${head}</head>\n<body>\n${page.body ?? ''}</body></html>\n`;
  send(response, 200, 'text/html; charset=utf-8', text);
  return true;
}

function answerVendor(response: ServerResponse, url: URL, script: string | undefined): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (script !== undefined) send(response, 200, 'text/javascript', script);
  else if (url.pathname.endsWith('.html'))
    send(response, 200, 'text/html', '<!doctype html><p>Vendor');
  else send(response, 200, 'image/gif', picture);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  // A page may be kept for the way back, a file is asked for each time.
  if (!type.startsWith('text/html')) response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status, { 'Content-Type': type }).end(body);
}
