// SPDX-License-Identifier: MIT
/** Answers of the demo's server: what is sent, and how much of a request is read. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole `Set-Cookie` values. */
  readonly set_cookies?: readonly string[];
  /** Put beside what else has their names. */
  readonly added?: readonly (readonly [name: string, value: string])[];
}

const max_body_bytes = 65_536;

export function send(response: ServerResponse, reply: Reply): void {
  const headers: Record<string, string | string[]> = {
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...reply.headers,
  };
  if (reply.type !== undefined) headers['Content-Type'] = reply.type;
  if (reply.set_cookies?.length) headers['Set-Cookie'] = [...reply.set_cookies];
  for (const [name, value] of reply.added ?? []) {
    headers[name] = [...[headers[name] ?? []].flat(), value];
  }
  response.writeHead(reply.status ?? 200, headers);
  response.end(response.req.method === 'HEAD' ? undefined : reply.body);
}

/** Reads a body to its end and forgets it; false when it is longer than the demo takes. */
export async function drain(request: IncomingMessage): Promise<boolean> {
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes > max_body_bytes) return false;
    }
  } catch {
    return false; // the visitor went away
  }
  return true;
}

/** The request's cookies by name; of twins the first counts, as the more specific one comes first. */
export function cookiesOf(request: IncomingMessage): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const cut = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, cut)).trim();
    if (name !== '' && !cookies.has(name)) cookies.set(name, pair.slice(cut + 1).trim());
  }
  return cookies;
}
