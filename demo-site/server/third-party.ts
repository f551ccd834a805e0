// SPDX-License-Identifier: MIT
/** Answers as the vendors would, and writes down that they were asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerOf } from '../vendors/registry.ts';
import type { ThirdPartyCookie } from '../vendors/vendor.ts';
import { localName, placeOf, siteHosts } from './hosts.ts';
import type { Namings } from './naming.ts';
import { cookiesOf, drain, send } from './reply.ts';
import { type Door, toLocalHosts } from './rewrite.ts';
import type { Visits } from './visits.ts';

/** Where a vendor forgets its cookies, for "Start over"; not a visit. */
export const forget_path = '/what-left/forget';

const max_hosts_remembered = 512;

export class ThirdParties {
  /** The site that last led to a vendor's host: its frames ask in the vendor's name. */
  private readonly led_by = new Map<string, string>();

  private readonly visits: Visits;
  private readonly namings: Namings;

  constructor(visits: Visits, namings: Namings) {
    this.visits = visits;
    this.namings = namings;
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    vendor: { readonly host: string; readonly mapped: boolean },
    door: Door,
  ): Promise<void> {
    const url = urlOf(vendor.host, request);
    if (url.pathname === forget_path) return forgetCookies(request, response, vendor);

    const answer = answerOf({ host: vendor.host, path: url.pathname, query: url.searchParams });
    const cookies = answer?.cookies ?? [];
    this.note(
      request,
      vendor.host,
      cookies.map(({ name }) => name),
    );
    if (!(await drain(request))) {
      send(response, { status: 413, headers: { Connection: 'close' } });
      return;
    }
    const body = answer?.body ?? '';
    send(response, {
      status: answer ? 200 : 204,
      ...(answer
        ? { type: answer.type, body: vendor.mapped ? toLocalHosts(body, door) : body }
        : {}),
      headers: { ...sharing(request), 'Cache-Control': 'no-store' },
      set_cookies: cookies.map((cookie) => setCookie(cookie, vendor.mapped)),
    });
  }

  /** Writes a request down, without its query. */
  note(request: IncomingMessage, host: string, cookies: readonly string[]): void {
    const url = urlOf(host, request);
    const site = this.siteBehind(request, host);
    this.visits.add({
      kind: 'request',
      site,
      page: this.visits.lastPage(site),
      method: request.method ?? 'GET',
      host,
      path: url.pathname,
      cookies,
      ...this.namings.of(clinicAt(site)).ofUrl(url.href),
    });
  }

  private siteBehind(request: IncomingMessage, host: string): string {
    const from = placeOf(hostIn(request.headers.referer));
    const site =
      (from.kind === 'site' && from.site.real) ||
      (from.kind === 'vendor' && this.led_by.get(from.host)) ||
      this.visits.lastSite() ||
      '';
    if (this.led_by.size < max_hosts_remembered || this.led_by.has(host))
      this.led_by.set(host, site);
    return site;
  }
}

/** The clinic whose site has the real host `site`. */
function clinicAt(site: string): string | undefined {
  return siteHosts.find(({ real }) => real === site)?.clinic;
}

/** What was asked for, under the vendor's real name, also where we were asked as a proxy (RFC 9112, 3.2.2). */
function urlOf(host: string, request: IncomingMessage): URL {
  const base = `https://${host}/`;
  try {
    const { pathname, search } = new URL(request.url ?? '/', base);
    return new URL(`${pathname}${search}`, base);
  } catch {
    return new URL(base);
  }
}

function hostIn(referer: string | undefined): string | undefined {
  try {
    return referer === undefined ? undefined : new URL(referer).host;
  } catch {
    return undefined;
  }
}

/** Vendors let any site read their answers, with cookies. */
function sharing(request: IncomingMessage): Record<string, string> {
  const origin = request.headers.origin;
  if (origin === undefined) return { 'Access-Control-Allow-Origin': '*' };
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' };
}

function setCookie({ name, value, lifetime_s, domain }: ThirdPartyCookie, mapped: boolean): string {
  const life = lifetime_s > 0 ? `; Max-Age=${lifetime_s}` : '';
  const where = mapped ? localName(domain) : domain;
  return `${name}=${value}; Domain=${where}; Path=/${life}; Secure; SameSite=None`;
}

function forgetCookies(
  request: IncomingMessage,
  response: ServerResponse,
  { host, mapped }: { readonly host: string; readonly mapped: boolean },
): void {
  const labels = host.split('.');
  const domains = labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
  const set_cookies = [...cookiesOf(request).keys()].flatMap((name) =>
    domains.map((domain) =>
      setCookie({ name, value: '', lifetime_s: 0, domain }, mapped).concat('; Max-Age=0'),
    ),
  );
  send(response, { status: 204, headers: sharing(request), set_cookies });
}
