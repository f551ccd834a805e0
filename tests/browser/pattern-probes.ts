// SPDX-License-Identifier: MIT
/**
 * Addresses to try a policy of all presets with: for each pattern one that it means and some that it must not, and
 * what of them may leave under a choice, by what patterns mean (model: a page policy's sources) and by nothing else.
 */
import { service } from '../cli/command-line.ts';
import { type Preset, patternOf, presets } from '../consent-config/presets.ts';

export interface Probe {
  readonly host: string;
  /** From its slash on, with a query where the pattern has one. */
  readonly path: string;
}

interface Claim {
  readonly service: string;
  readonly pattern: string;
  readonly shared: boolean;
}

/** Admits what services of two other categories ask for, so it is withheld until they are granted. */
const wide = { id: 'wide', category: 'functional', urls: ['*.facebook.com'] };

export const services: readonly unknown[] = [
  ...presets.map(({ id }) => id),
  service(wide.id, wide.category, wide.urls),
];

const claims: readonly Claim[] = [...presets, wide].flatMap(({ id, urls = [] }: Preset) =>
  urls.map((url) => ({
    service: id,
    pattern: patternOf(url),
    shared: typeof url !== 'string',
  })),
);

interface Parts {
  readonly host: string;
  /** Without query; empty where the pattern names a host alone. */
  readonly path: string;
  readonly query: string;
}

function partsOf(pattern: string): Parts {
  const [, host = '', path = '', query = ''] = /^([^/]*)([^?]*)(.*)$/.exec(pattern) ?? [];
  return { host, path, query };
}

/** What a browser makes of a source: `*.host` is sub-domains alone, a path is exact unless it ends in '/'. */
function admits(pattern: string, { host, path }: Probe): boolean {
  const source = partsOf(pattern);
  const sameHost = source.host.startsWith('*.')
    ? host.endsWith(source.host.slice(1))
    : host === source.host;
  const [asked = ''] = path.split('?');
  if (source.path === '' || source.path === '/') return sameHost;
  return (
    sameHost && (source.path.endsWith('/') ? asked.startsWith(source.path) : asked === source.path)
  );
}

/** An address that a pattern means: sub-domain and tail are invented. */
function meant(pattern: string): Probe {
  const { host, path, query } = partsOf(pattern);
  return {
    host: host.replace('*', 'invented'),
    path: `${path || '/'}${path === '' || path.endsWith('/') ? 'invented/tail.gif' : ''}${query}`,
  };
}

/** Addresses beside a pattern: above and below its host, beside and below its path. */
function beside(pattern: string): readonly Probe[] {
  const { host, path } = partsOf(pattern);
  const probes: Probe[] = host.startsWith('*.')
    ? [{ host: host.slice(2), path: '/' }]
    : [{ host: `invented.${host}`, path: path || '/' }];
  if (path === '' || path === '/') return probes;
  const sibling = path.endsWith('/') ? path.replace(/\/$/, 'x/') : `${path}/below`;
  return [...probes, { host: host.replace('*', 'invented'), path: sibling }];
}

export const probes: readonly Probe[] = [
  ...new Map(
    claims
      .flatMap(({ pattern }) => [meant(pattern), ...beside(pattern)])
      .map((probe) => [probe.host + probe.path, probe]),
  ).values(),
];

/** Whether all that `claim` admits of other services is granted too, or the claim says why it need not be. */
function isReleased(claim: Claim, granted: ReadonlySet<string>): boolean {
  if (!granted.has(claim.service)) return false;
  return (
    claim.shared ||
    claims.every(
      (other) => granted.has(other.service) || !admits(claim.pattern, meant(other.pattern)),
    )
  );
}

export interface Expectation {
  readonly leaves: boolean;
  /** Whether it leaves on the word of a shared pattern alone. */
  readonly shared: boolean;
}

/** What of each probe may leave when `granted` are. */
export function expectations(granted: ReadonlySet<string>): readonly Expectation[] {
  const released = claims.filter((claim) => isReleased(claim, granted));
  return probes.map((probe) => {
    const admitting = released.filter(({ pattern }) => admits(pattern, probe));
    return {
      leaves: admitting.length > 0,
      shared: admitting.length > 0 && admitting.every(({ shared }) => shared),
    };
  });
}

/** How many patterns wait for other services when only theirs are refused. */
export function withheldClaims(granted: ReadonlySet<string>): readonly string[] {
  return claims
    .filter((claim) => granted.has(claim.service) && !isReleased(claim, granted))
    .map(({ pattern }) => pattern);
}
