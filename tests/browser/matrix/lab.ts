// SPDX-License-Identifier: MIT
/**
 * The lab: one server on loopback that plays every host, the clinic's and the vendors', and counts by token what
 * reaches a vendor. For engines that can't map names it is their forward proxy, too.
 *
 *     /page/ID                 a page made by openPage(); /page/left, /left: a bare one, /start/INSTALL: one to choose on
 *     /t/TOKEN.KIND            at a vendor: counted
 *     /proxy/CATEGORY/TOKEN.KIND  at the clinic: counted, unless the header install's server refuses it
 *     /ran/TOKEN               a vendor's code reports
 *     /asked/TOKEN, /reported/TOKEN  what has been counted so far
 *     /own/TOKEN/N.KIND        the clinic's own files; /hop, /cookie, /slow: redirects, Set-Cookie, a late script
 */
import { createHash } from 'node:crypto';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { answer, bodyOf, isKind, picture, typeOf } from './answers.ts';
import type { Install, Installs, ServerAnswer } from './installs.ts';
import { type LabPage, lineUp, type PageWish, sendPage } from './pages.ts';
import { pageHost } from './policy.ts';
import { openTally, type Tally } from './tally.ts';
import type { Vector } from './vectors/vector.ts';

export interface Lab {
  readonly port: number;
  /** A page with `vectors` on it; closing it ends its sockets. */
  openPage(wish: PageWish, vectors: readonly Vector[]): Promise<LabPage>;
  close(): Promise<void>;
}

export async function startLab(installs: Installs): Promise<Lab> {
  const tally = openTally<LabPage>();
  const pages = new Map<string, LabPage>();
  const server = createServer((request, response) => {
    const url = addressOf(request);
    serve({ installs, tally, pages, request, response, url });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    const url = addressOf(request);
    if (isRefused({ installs, tally, url }, request.headers.cookie ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    count(tally, url);
    shakeHands(request, socket);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    tunnel(request, socket, (server.address() as AddressInfo).port);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async openPage(wish, vectors) {
      const udp: UdpSocket[] = [];
      const page = await lineUp(wish, vectors, tally, installs, (token) =>
        listen(udp, tally, token),
      );
      pages.set(page.id, page);
      return {
        ...page,
        close() {
          for (const socket of udp) socket.close();
        },
      };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What is asked for, whole or in absolute form (of a proxy); letters of a path that need no escape without it. */
function addressOf({ url: asked = '/', headers }: IncomingMessage): URL {
  const url = new URL(asked, `http://${headers.host}`);
  url.pathname = url.pathname.replace(/%([46][1-9a-f]|[57][0-9a])/gi, decodeURIComponent);
  return url;
}

interface Exchange {
  readonly installs: Installs;
  readonly tally: Tally<LabPage>;
  readonly pages: ReadonlyMap<string, LabPage>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Counts what `url` is asked for at a vendor; tells the token it carries. */
function count(tally: Tally<LabPage>, { hostname, pathname }: URL): string {
  const token = /^\/(?:t|own|proxy\/\w+|cookie|hop)\/(\w+)/.exec(pathname)?.[1] ?? '';
  tally.stir(token);
  const isVendors = hostname !== pageHost && pathname.startsWith('/t/');
  if (isVendors || pathname.startsWith('/proxy/')) tally.requested(token);
  return token;
}

function serve(exchange: Exchange): void {
  const { tally, pages, request, response, url } = exchange;
  const [, word = '', token = '', rest = ''] = url.pathname.split('/');
  if (word === 'ran') {
    tally.ran(token);
    answer(response, 'txt', '', request.headers.origin);
    return;
  }
  if (word === 'left' || token === 'left') {
    answer(response, 'html', '<!doctype html><title>Left</title>');
    return;
  }
  if (url.hostname === pageHost && serveSite(exchange, word, token)) return;
  if (word === 'hop') {
    count(tally, url);
    const status = Number(url.searchParams.get('status'));
    const headers = {
      Location: url.searchParams.get('to') ?? '/',
      'Access-Control-Allow-Origin': '*',
    };
    response.writeHead(status, headers).end();
  } else if (word === 'own') {
    sendOwn(exchange, token, rest);
  } else if (word === 't' || word === 'proxy') {
    const kind = url.pathname.replace(/^.*\./, '');
    const cookie = url.searchParams.get('cookie');
    if (cookie) response.setHeader('Set-Cookie', cookie);
    const name = count(tally, url);
    if (isKind(kind)) answer(response, kind, bodyOf(kind, name), request.headers.origin);
    else response.writeHead(404).end();
  } else {
    response.writeHead(pages.has(token) ? 410 : 404).end();
  }
}

/** What only the page host has; false where it is something else. */
function serveSite(exchange: Exchange, word: string, name: string): boolean {
  const { installs, pages, tally, request, response, url } = exchange;
  const cookies = request.headers.cookie ?? '';
  if (word === 'page' || word === 'start') {
    const page = pages.get(name);
    const install = page?.install ?? (name as Install);
    if (install === 'header') setHeaders(response, installs.decide(url.pathname, cookies).headers);
    void sendPage(response, page, installs.lines(install));
  } else if (word === 'akkoord') {
    const file = installs.file(name);
    const kind = name.replace(/^.*\./, '');
    if (file && isKind(kind)) answer(response, kind, file);
    else response.writeHead(404).end();
  } else if (word === 'asked' || word === 'reported') {
    const outcome = tally.outcome(name);
    answer(response, 'txt', `${(word === 'asked' ? outcome?.requested : outcome?.ran) ?? 0}`);
  } else if (word === 't') {
    response.writeHead(404).end();
  } else if (word === 'cookie') {
    tally.stir(name);
    response.setHeader('Set-Cookie', url.searchParams.get('set') ?? '');
    answer(response, 'gif', picture);
  } else if (word === 'slow') {
    setTimeout(() => answer(response, 'js', ''), Math.min(Number.parseInt(name, 10), 1000));
  } else if (word === 'proxy' && isRefused(exchange, cookies)) {
    response.writeHead(403).end();
  } else {
    return false;
  }
  return true;
}

function isRefused(
  { installs, tally, url }: Pick<Exchange, 'installs' | 'tally' | 'url'>,
  cookies: string,
): boolean {
  const token = /^\/proxy\/\w+\/(\w+)/.exec(url.pathname)?.[1] ?? '';
  return tally.about(token)?.install === 'header' && installs.decide(url.pathname, cookies).refused;
}

function setHeaders(response: ServerResponse, headers: ServerAnswer['headers']): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function sendOwn(exchange: Exchange, token: string, name: string): void {
  const { installs, tally, request, response, url } = exchange;
  tally.stir(token);
  const page = tally.about(token);
  const [number = '', kind = ''] = name.split('.');
  const body = page?.ownFiles[Number(number)];
  if (page?.install === 'header' && url.hostname === pageHost) {
    setHeaders(
      response,
      installs.decide(url.pathname, request.headers.cookie ?? '', typeOf(kind)).headers,
    );
  }
  if (!page || body === undefined || !isKind(kind)) {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<!doctype html><p>Not there');
    return;
  }
  const lines = kind === 'html' ? `<!doctype html>${installs.lines(page.install)}` : '';
  answer(response, kind, lines + body, request.headers.origin);
}

/** A port on loopback that counts packets as the vendor's. */
async function listen(udp: UdpSocket[], tally: Tally<LabPage>, token: string): Promise<number> {
  const socket = createSocket('udp4', () => tally.requested(token));
  udp.push(socket);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket.address().port;
}

/** Accepts a web socket (RFC 6455) and says `hi`. */
function shakeHands(request: IncomingMessage, socket: Socket): void {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...lines, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
  socket.write(Buffer.from([0x81, 2, 0x68, 0x69]));
}

/** CONNECT leads back to the lab for plain web sockets; nothing else is let through. */
function tunnel(request: IncomingMessage, socket: Socket, port: number): void {
  if (!/\.test:80$/.test(request.url ?? '')) {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  const inner = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    inner.pipe(socket).pipe(inner);
  });
  inner.on('error', () => socket.destroy());
  socket.on('close', () => inner.destroy());
}
