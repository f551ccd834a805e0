// SPDX-License-Identifier: MIT
/** The lab's pages: vectors put together under one install, each with a token of its own. */
import type { ServerResponse } from 'node:http';
import type { Install, Installs } from './installs.ts';
import {
  type Aimed,
  cloakHost,
  pageHost,
  proxiedPath,
  site,
  storedPrefix,
  undeclaredHost,
  vendorHost,
} from './policy.ts';
import type { Outcome, PageTally, Tally } from './tally.ts';
import type { Aim, Kind, Markup, Pace, Vector } from './vectors/vector.ts';

export interface PageWish {
  readonly install: Install;
  /** The category of the vendor that the vectors aim at. */
  readonly aimed: Aimed;
}

export interface LabPage extends PageWish {
  readonly id: string;
  readonly url: string;
  readonly outcomes: readonly Outcome[];
  readonly tokens: readonly string[];
  readonly tally: PageTally;
  readonly markup: readonly Markup[];
  readonly pace: Pace;
  readonly ownFiles: readonly string[];
  close(): void;
}

const chunk_bytes = 700;
const chunk_ms = 12;
const slow_ms = 400;

/** Opens a port that counts for a token. */
type Listen = (token: string) => Promise<number>;

export async function lineUp(
  { install, aimed }: PageWish,
  vectors: readonly Vector[],
  tally: Tally<LabPage>,
  _installs: Installs,
  listen: Listen,
): Promise<LabPage> {
  const ownFiles: string[] = [];
  const markup: Markup[] = [];
  const outcomes: Outcome[] = [];
  const tokens: string[] = [];
  const id = Math.random().toString(36).slice(2);
  const page: LabPage = {
    ...{ install, aimed, id, url: `${site}/page/${id}`, outcomes, tokens, markup, ownFiles },
    pace: vectors[0]?.pace ?? 'at-once',
    tally: undefined as unknown as PageTally,
    close() {},
  };
  const counted = tally.page(page);
  for (const vector of vectors) {
    const { token, outcome } = counted.token();
    outcomes.push(outcome);
    tokens.push(token);
    const port = vector.id.startsWith('webrtc/') ? await listen(token) : 0;
    const made = vector.page(aimAt(aimed, token, ownFiles, port));
    markup.push(typeof made === 'string' ? { body: made } : made);
  }
  return Object.assign(page, { tally: counted });
}

function aimAt(category: Aimed, token: string, ownFiles: string[], port: number): Aim {
  const file = (kind: Kind): string => `t/${token}.${kind}`;
  const tail = (query: string | undefined): string => (query ? `?${query}` : '');
  return {
    token,
    name: `${storedPrefix(category)}${token}`,
    url: (kind, query) =>
      `${kind === 'ws' ? 'ws' : 'http'}://${vendorHost(category)}/${file(kind)}${tail(query)}`,
    bare: (kind) => `//${vendorHost(category)}/${file(kind)}`,
    path: (kind) => `${proxiedPath(category)}${token}.${kind}`,
    cloak: (kind) => `http://${cloakHost(category)}/${file(kind)}`,
    undeclared: (kind) => `http://${undeclaredHost}/${file(kind)}`,
    own: (kind, body) => `/own/${token}/${ownFiles.push(body) - 1}.${kind}`,
    hop: (to, host = pageHost, status = 302) =>
      `http://${host}/hop/${token}?${new URLSearchParams({ status: `${status}`, to })}`,
    setsCookie: (cookie) => `/cookie/${token}?${new URLSearchParams({ set: cookie })}`,
    stun: `stun:127.0.0.1:${port}`,
  };
}

/** Sends a page with `lines` first in head; without one, an empty page. */
export async function sendPage(
  response: ServerResponse,
  page: LabPage | undefined,
  lines: string,
): Promise<void> {
  const markup = page?.markup ?? [];
  for (const { headers = {} } of markup) {
    for (const [name, value] of Object.entries(headers)) {
      const before = response.getHeader(name);
      const more = [before, value].flat().filter((part) => part !== undefined);
      response.setHeader(name, more.map(String));
    }
  }
  const slow = page?.pace === 'slow-script' ? `<script src="/slow/${slow_ms}.js"></script>\n` : '';
  const head = `<meta charset="utf-8">\n${lines}<title>Lab</title>\n${markup.map(({ head: part }) => part ?? '').join('\n')}`;
  const body = `<h1>Lab</h1>\n${slow}${markup.map(({ body: part }) => part ?? '').join('\n')}`;
  const text = `<!doctype html>\n<html lang="en"><head>\n${head}</head>\n<body>\n${body}\n</body></html>\n`;
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  if (page?.pace === 'streamed') await stream(response, text);
  response.end(page?.pace === 'streamed' ? '' : text);
}

async function stream(response: ServerResponse, text: string): Promise<void> {
  for (let at = 0; at < text.length; at += chunk_bytes) {
    response.write(text.slice(at, at + chunk_bytes));
    await new Promise((resolve) => setTimeout(resolve, chunk_ms));
  }
}
