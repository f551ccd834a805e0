// SPDX-License-Identifier: MIT
/** A policy both ways: opened in the core, and as the bootstrap of its snippet run in the least of a page. */
import assert from 'node:assert/strict';
import { createContext, Script } from 'node:vm';
import type { PageInput, Studio, StudioPolicy } from '../../wasm/studio-api.ts';
import { service, smallPolicy } from '../cli/command-line.ts';

export interface BothWays {
  readonly core: StudioPolicy;
  readonly bootstrap: Script;
  /** The bootstrap's text. */
  readonly source: string;
}

export function openBothWays(studio: Studio, policy: string): BothWays {
  const { files, diagnostics } = studio.compile(policy);
  const [, inline] = /<script>(.*?)<\/script>/s.exec(files['snippet.html'] ?? '') ?? [];
  assert.ok(inline, JSON.stringify(diagnostics));
  return { core: studio.open(policy), bootstrap: new Script(inline), source: inline };
}

/** What the presets lack: exempt services, proxied paths, overlaps, names of its own. */
export const oddPolicy: string = smallPolicy({
  revision: 7,
  jurisdictions: ['FR'],
  site: {
    hosts: ['www.2passclinic.test'],
    first_party: ['cdn.2passclinic.test', 'fonts.test/css'],
    web_sockets: ['live.2passclinic.test'],
    forms: ['forms.test', '*.pay.test'],
  },
  records: { prefix: 'cc.', names: { set: 'choice', sv: '_sv$x' }, lifetime_days: 400 },
  sensitive_routes: ['/booking/', '/hiv'],
  services: [
    service('own', 'mandatory', ['own.test'], {
      web_sockets: ['own.test'],
      cookies: [{ name: 'own*', lifetime: 'session' }],
    }),
    service('audience', 'analytical', ['audience.test'], { basis: { exempt: 'CNIL' } }),
    service('exempt-replay', 'functional', ['r.test'], {
      basis: { exempt: 'x' },
      session_replay: true,
    }),
    service('replay', 'functional', ['replay.test'], { session_replay: true }),
    service('proxied', 'analytical', ['proxied.test'], { paths: ['/p/'] }),
    service('wide', 'social', ['*.big.test'], { web_sockets: ['*.big.test', 'ws.big.test'] }),
    service('pixel', 'advertising', ['www.big.test/tr', 'lib.test/js?id=A']),
    service('a', 'social', []),
    service('a-b', 'functional', ['lib.test/js']),
    service('i'.repeat(64), 'functional', ['long.test']),
  ],
});

/** Countries by host, by path and by name; two services that are exempt in some, one in all. */
export const countriesPolicy: string = smallPolicy({
  jurisdictions: [
    { country: 'FR', paths: ['/fr/', '/f/'] },
    { country: 'NL', hosts: ['nl.2passclinic.test'] },
    { country: 'BE', paths: ['/be/'] },
    'LU',
  ],
  site: { hosts: ['www.2passclinic.test', 'nl.2passclinic.test'] },
  sensitive_routes: ['/fr/soins/', '/be/'],
  services: [
    service('audience', 'analytical', ['audience.test'], {
      basis: { exempt: 'CNIL', countries: ['FR'] },
      paths: ['/fr/m/'],
    }),
    service('counter', 'analytical', ['counter.test'], {
      basis: { exempt: 'CNIL; Telecommunicatiewet', countries: ['FR', 'NL'] },
      session_replay: true,
    }),
    service('always', 'functional', ['always.test'], { basis: { exempt: 'x' } }),
    service('both', 'analytical', ['*.audience.test']),
    service('part', 'analytical', ['part.audience.test'], {
      basis: { exempt: 'CNIL', countries: ['FR', 'LU'] },
    }),
    service('pixel', 'advertising', ['pixel.test']),
  ],
});

/** Runs the bootstrap in the little of a page that it touches; returns the policies it wrote. */
export function written(
  { bootstrap }: BothWays,
  {
    cookies = '',
    route = '/',
    host = 'www.2passclinic.test',
    jurisdiction,
    now_s: at_s,
    gpc,
  }: PageInput,
): string[] {
  const policies: string[] = [];
  class Document {
    referrer = '';
    documentElement = {
      dataset: jurisdiction === undefined ? {} : { akkoordJurisdiction: jurisdiction },
    };
    head = { append: (meta: { content: string }) => policies.push(meta.content) };
    get cookie(): string {
      return cookies;
    }
    set cookie(_line: string) {}
    createElement(): object {
      return {};
    }
    addEventListener(): void {}
  }
  class Stub {
    open(): void {}
    observe(): void {}
    sendBeacon(): void {}
    setAttribute(): void {}
    setAttributeNS(): void {}
  }
  const area = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  const window: Record<string, unknown> = {
    Document,
    document: new Document(),
    location: {
      pathname: route,
      hostname: host,
      href: `https://${host}${route}`,
    },
    navigator: gpc === undefined ? {} : { globalPrivacyControl: gpc },
    localStorage: area,
    sessionStorage: area,
    addEventListener: () => {},
    fetch: () => {},
    ...{ XMLHttpRequest: Stub, Navigator: Stub, Element: Stub, MutationObserver: Stub },
    Date: { now: () => at_s * 1000 },
  };
  Object.assign(window, { window });
  bootstrap.runInContext(createContext(window));
  return policies;
}

export type Directives = Readonly<Record<string, readonly string[]>>;

/** The sources by directive, sorted; naming one twice says no more than once. */
export function directivesOf(policy: string): Directives {
  return Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/ +/);
      return [name, [...new Set(sources)].sort()];
    }),
  );
}

export function byBootstrap(ways: BothWays, page: PageInput): Directives {
  const [policy = '', ...others] = written(ways, page);
  assert.deepEqual(others, [], 'one policy');
  return directivesOf(policy);
}
