// SPDX-License-Identifier: MIT
/** What the lab's hosts answer with, by kind. A script reports that it ran to the page host. */
import type { ServerResponse } from 'node:http';
import { site } from './policy.ts';
import type { Kind } from './vectors/vector.ts';

const types: Readonly<Record<Kind, string>> = {
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain',
  xml: 'text/xml',
  woff2: 'font/woff2',
  mp4: 'video/mp4',
  vtt: 'text/vtt',
  sse: 'text/event-stream',
  ws: 'text/plain',
  webmanifest: 'application/manifest+json',
  rules: 'application/speculationrules+json',
};

export const picture: Buffer = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'base64',
);
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a"><rect width="9" height="9"/></g>' +
  '<filter id="f"><feFlood/></filter><mask id="m"><rect width="9" height="9"/></mask></svg>';

export function isKind(word: string): word is Kind {
  return word in types;
}

export function typeOf(kind: string): string {
  return isKind(kind) ? types[kind] : 'text/html';
}

/** The script of a vendor: tells the lab that it ran, in a page or in a worker. */
export function reports(token: string): string {
  const address = JSON.stringify(`${site}/ran/${token}`);
  return `typeof Image === 'function' ? (new Image().src = ${address}) : fetch(${address}, { mode: 'no-cors' });`;
}

export function bodyOf(kind: Kind, token: string): string | Buffer {
  switch (kind) {
    case 'js':
      return reports(token);
    case 'mjs':
      return `${reports(token)} export default 1;`;
    case 'gif':
      return picture;
    case 'svg':
      return drawing;
    case 'html':
      return `<!doctype html><title>Vendor</title><script>${reports(token)}</script>`;
    case 'css':
      return `.of-${token} { color: red }`;
    case 'json':
    case 'webmanifest':
    case 'rules':
      return '{}';
    case 'xml':
      return '<?xml version="1.0"?><a/>';
    case 'vtt':
      return 'WEBVTT\n';
    default:
      return 'data: 1\n\n';
  }
}

/** Headers of an answer: any origin may read it, with credentials too. */
export function headersOf(kind: Kind, origin: string | undefined): Record<string, string> {
  return {
    'Content-Type': types[kind],
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': origin ?? '*',
    'Access-Control-Allow-Credentials': 'true',
    'Service-Worker-Allowed': '/',
    'Supports-Loading-Mode': 'credentialed-prerender',
  };
}

export function answer(
  response: ServerResponse,
  kind: Kind,
  body: string | Buffer,
  origin?: string,
  status = 200,
): void {
  response.writeHead(status, headersOf(kind, origin)).end(body);
}
