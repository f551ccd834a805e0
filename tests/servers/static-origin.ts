// SPDX-License-Identifier: MIT
/** A site's own server, for what stands before one: answers files of a folder, with the right type. */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The policy that the site itself sends with pages below /own-policy/. */
export const ownPolicy = "img-src 'self'";

export interface OriginAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the site says to a path, as sent. */
export function originAnswer(folder: string, path: string): OriginAnswer {
  const wanted = decodeURIComponent(path.replace(/\?.*/, '')).replace(/\/{2,}/g, '/');
  if (wanted.startsWith('/large')) {
    return { status: 200, headers: { 'Content-Type': 'text/html' }, body: 'x'.repeat(200_000) };
  }
  const own: Record<string, string> = wanted.startsWith('/own-policy/')
    ? { 'Content-Security-Policy': ownPolicy }
    : {};
  const file = join(folder, own['Content-Security-Policy'] ? '/about/' : wanted);
  try {
    const found = statSync(file).isDirectory() ? join(file, 'index.html') : file;
    const type = types[extname(found)] ?? 'application/octet-stream';
    const body = readFileSync(found, 'utf8');
    return { status: 200, headers: { 'Content-Type': type, ...own }, body };
  } catch {
    return { status: 404, headers: { 'Content-Type': 'text/html' }, body: 'Not found' };
  }
}

/** The same over http. */
export async function startOrigin(folder: string, port: number): Promise<Server> {
  const server = createServer({ maxHeaderSize: 131_072 }, (request, response) => {
    const { status, headers, body } = originAnswer(folder, request.url ?? '/');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  return server;
}
