// SPDX-License-Identifier: MIT
/**
 * Which part of the demo a Host header means.
 *
 * Every party of the demo lives on one loopback port, told apart by name:
 *
 *     www.2passclinic.test           a clinic, with Akkoord            2pass.localhost:PORT
 *     unprotected.2passclinic.test   the same pages without it         2pass-unprotected.localhost:PORT
 *     www.youtube.com                a vendor's stand-in               www.youtube.com.localhost:PORT
 *     localhost                      the start page, with all clinics  localhost:PORT
 *
 * The names on the left need host mapping (tests); those on the right work in any browser.
 */
import { demoClinics } from './clinics.ts';

export interface SiteHost {
  readonly real: string;
  readonly local: string;
  /** The folder under `clinic/` that holds the pages. */
  readonly clinic: string;
  readonly protection: boolean;
}

export type Place =
  | { readonly kind: 'site'; readonly site: SiteHost; readonly mapped: boolean }
  | { readonly kind: 'vendor'; readonly host: string; readonly mapped: boolean }
  | { readonly kind: 'lobby' }
  | { readonly kind: 'nowhere' };

const local_suffix = '.localhost';

export const siteHosts: readonly SiteHost[] = demoClinics.flatMap(({ id, domain }) => {
  const local = `${id}${local_suffix}`;
  const unprotected = `${id}-unprotected${local_suffix}`;
  return [
    { real: `www.${domain}`, local, clinic: id, protection: true },
    { real: domain, local, clinic: id, protection: true },
    { real: `unprotected.${domain}`, local: unprotected, clinic: id, protection: false },
  ];
});

/** What `akkoord compile --map-hosts` takes: each host of a policy, and where it lives on `port`. */
export function hostMap(port: number): Record<string, string> {
  const map: Record<string, string> = { '*': `*${local_suffix}:${port}` };
  for (const { real, local } of siteHosts) map[real] = `${local}:${port}`;
  return map;
}

/** The name under which `host` is reached without host mapping. */
export function localName(host: string): string {
  return siteHosts.find(({ real }) => real === host)?.local ?? host + local_suffix;
}

/** Reads a Host header, or the host part of a URL; a port is ignored. */
export function placeOf(hostHeader: string | undefined): Place {
  const name = (hostHeader ?? '').toLowerCase().replace(/:\d+$/, '');
  if (!/^[a-z0-9._-]{1,253}$/.test(name)) return { kind: 'nowhere' };
  if (name === 'localhost' || name === '127.0.0.1') return { kind: 'lobby' };

  const site = siteHosts.find(({ real, local }) => real === name || local === name);
  if (site) return { kind: 'site', site, mapped: site.local === name };

  const mapped = name.endsWith(local_suffix);
  const host = mapped ? name.slice(0, -local_suffix.length) : name;
  return host.includes('.') ? { kind: 'vendor', host, mapped } : { kind: 'nowhere' };
}
