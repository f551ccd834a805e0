// SPDX-License-Identifier: MIT
/** The page policy in the page: written as `<meta>`, compared, and its refusals heard. */

/** Policies add up, so writing one can only narrow what the page may reach. */
export function writePolicy(policy: string): void {
  const meta = document.createElement('meta');
  document.head.append(
    Object.assign(meta, { httpEquiv: 'Content-Security-Policy', content: policy }),
  );
}

/** Whether `written` admits a source that `allowed` does not, directive by directive. */
export function admitsMore(written: string, allowed: string): boolean {
  const limits = allowed.split(';').map((directive) => directive.split(' '));
  return written
    .split(';')
    .some((directive, at) =>
      directive.split(' ').some((word) => word && !limits[at]?.includes(word)),
    );
}

/**
 * Reads violations as refused requests: the URL of each, once, however many policies refused it.
 * What has no host (inline code, eval) was refused by the site's own policy and is not ours to tell.
 */
export function violationReader(
  refused: (url: string, policy: string) => void,
): (event: SecurityPolicyViolationEvent) => void {
  const firstPolicy = new Map<string, string>();
  const framesSeen = new Map<string, number>();
  /** Of a refused frame the event tells the origin alone: the page's frames of it, one an event, tell more. */
  const frameAt = (origin: string): string => {
    const seen = framesSeen.get(origin) ?? 0;
    framesSeen.set(origin, seen + 1);
    const frames = [...document.querySelectorAll('iframe')].map(({ src }) => src);
    return frames.filter((src) => src.startsWith(`${origin}/`))[seen] ?? origin;
  };
  return ({ blockedURI, originalPolicy, disposition, effectiveDirective }) => {
    if (disposition === 'report' || !/^(https?|wss?):/.test(blockedURI)) return;
    const first = firstPolicy.get(blockedURI) ?? originalPolicy;
    firstPolicy.set(blockedURI, first);
    if (first !== originalPolicy) return;
    const isFrame = effectiveDirective === 'frame-src';
    refused(isFrame ? frameAt(new URL(blockedURI).origin) : blockedURI, originalPolicy);
  };
}
