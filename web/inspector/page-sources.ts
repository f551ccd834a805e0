// SPDX-License-Identifier: MIT
/**
 * What a page policy admits, by its own words:
 *
 *     default-src 'self' 'unsafe-inline' data: blob: cdn.clinic.test *.tiles.test/v1/; form-action 'self' ...
 */

export interface PageSources {
  /** Hosts, with paths, of the first directive. */
  readonly sources: readonly string[];
  /** Hosts that forms may go to. */
  readonly forms: readonly string[];
}

export function readPageSources(policy: string): PageSources {
  const directives = new Map(
    policy.split(';').map((directive): [string, readonly string[]] => {
      const [name = '', ...words] = directive.trim().split(/\s+/);
      return [name, words.filter((word) => /^[^':]*(:\/\/.*|:\d+.*)?$/.test(word) && word)];
    }),
  );
  return {
    sources: directives.get('default-src') ?? [],
    forms: directives.get('form-action') ?? [],
  };
}

/** Whether `source` admits `url`, as a browser compares them (CSP 3, 6.7.2.8), schemes and ports aside. */
export function admits(source: string, { hostname, pathname }: URL): boolean {
  const [, host = '', path = ''] = /^(?:[a-z]+:\/\/)?([^/:]+)(?::\d+)?(\/.*)?$/.exec(source) ?? [];
  const isHost = host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
  return isHost && (!path || (path.endsWith('/') ? pathname.startsWith(path) : pathname === path));
}
