// SPDX-License-Identifier: MIT
/**
 * What a stand-in is: hosts of a vendor, and what they answer.
 *
 * A stand-in stores and sends what facts say of the real one, and draws something of its own in the place of
 * what the vendor would show. No vendor's code, logo or picture is copied.
 */
export interface VendorRequest {
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface ThirdPartyCookie {
  readonly name: string;
  readonly value: string;
  /** 0: until the browser closes. */
  readonly lifetime_s: number;
  /** The vendor's domain, which every sub-domain sends it to. */
  readonly domain: string;
}

export interface Answer {
  readonly type: string;
  readonly body: string;
  readonly cookies?: readonly ThirdPartyCookie[];
}

export interface Vendor {
  /** Hosts that this vendor answers at, `*.host` for its sub-domains. Several may share one host. */
  readonly hosts: readonly string[];
  /** null: not mine. The server then asks the next vendor of the host, and last says 204. */
  answer(request: VendorRequest): Answer | null;
}

export const day_s = 86_400;

const types = {
  script: 'text/javascript; charset=utf-8',
  page: 'text/html; charset=utf-8',
  image: 'image/svg+xml; charset=utf-8',
} as const;

export function reply(
  type: keyof typeof types,
  body: string,
  cookies: readonly ThirdPartyCookie[] = [],
): Answer {
  return { type: types[type], body, cookies };
}

/** What a beacon gets: an image of one empty point. */
export function pixel(cookies: readonly ThirdPartyCookie[] = []): Answer {
  return reply('image', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', cookies);
}

/** A fresh value for an identifying cookie: what tells one visitor from another. */
export function visitorId(): string {
  return Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
}
