// SPDX-License-Identifier: MIT
/**
 * What a browser admits: sources of a policy against URLs, written from CSP Level 3, 6.7.2, and from nothing of
 * Akkoord's. A source without a scheme is the page's, here https, or a safer one.
 */
interface Source {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

export interface PagePolicy {
  readonly directives: ReadonlyMap<string, readonly string[]>;
  /** Whether `default-src` admits the URL, an absolute https or wss one on another host than the page's. */
  admits(url: string): boolean;
}

export function readPolicy(text: string): PagePolicy {
  const directives = new Map(
    text.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/);
      return [name, values];
    }),
  );
  const sources = (directives.get('default-src') ?? []).flatMap((word) => readSource(word) ?? []);
  return { directives, admits: (url) => sources.some((source) => admits(source, new URL(url))) };
}

/** A host-source; keywords and schemes are none. */
function readSource(word: string): Source | undefined {
  const form =
    /^(?:(wss?):\/\/)?((?:\*\.)?[A-Za-z\d_-]+(?:\.[A-Za-z\d_-]+)*)(?::(\d+|\*))?(\/[^?#]*)?$/.exec(
      word,
    );
  if (form === null) {
    if (!/^'[a-z-]+'$|^(data|blob):$/.test(word)) throw new Error(`no source: ${word}`);
    return undefined;
  }
  const [, scheme = 'https', host = '', port = '', path = ''] = form;
  return { scheme, host: host.toLowerCase(), port, path };
}

function admits(source: Source, url: URL): boolean {
  return (
    schemeMatches(source.scheme, url.protocol.slice(0, -1)) &&
    hostMatches(source.host, url.hostname) &&
    portMatches(source.port, url) &&
    pathMatches(source.path, url.pathname)
  );
}

/** scheme-part matches: a source's scheme admits safer ones; that of a web socket admits http(s), too. */
function schemeMatches(own: string, scheme: string): boolean {
  return own === scheme || own === 'ws' || (own === 'wss' && scheme === 'https');
}

/** 6.7.2.9: "*.b" matches what ends in ".b", not "b" itself. */
function hostMatches(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/** 6.7.2.10: no port matches the scheme's default. URL leaves the default port empty. */
function portMatches(port: string, url: URL): boolean {
  if (port === '*') return true;
  const own = url.port || (url.protocol === 'http:' ? '80' : '443');
  return port === '' ? url.port === '' : port === own;
}

/** 6.7.2.11: pieces between slashes are compared decoded; a final slash leaves the rest open. */
function pathMatches(pattern: string, path: string): boolean {
  if (pattern === '') return true;
  if (pattern === '/' && path === '') return true;
  const wanted = pattern.split('/');
  const given = path.split('/');
  const exact = wanted[wanted.length - 1] !== '';
  if (wanted.length > given.length || (exact && wanted.length !== given.length)) return false;
  if (!exact) wanted.pop();
  return wanted.every((piece, i) => decoded(piece) === decoded(given[i] ?? ''));
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
