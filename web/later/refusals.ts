// SPDX-License-Identifier: MIT
/** What page policies have refused and will refuse, by host and service; and what that asks for. */
import { noHost } from '../guard/no-host.ts';
import type { RunningPage } from '../running-page.ts';
import { tellMismatch } from './mismatch.ts';
import { wholeModule } from './whole-module.ts';

/** Lists refusals so far and from now on; `meetEmbed` hears of those that get a placeholder. */
export function readRefusals(page: RunningPage, meetEmbed: () => void): void {
  const { data, guard, handOver, met } = page;
  const { ids } = wholeModule(data);
  const told = new Set<number>();
  const push = violationReader((url, policy) => {
    const service = noteRequest(page, url);
    if (!guard.runs(service)) {
      if (data.embeds?.[`${ids[service]}`] !== undefined) meetEmbed();
    } else if (!told.has(service)) {
      if (tellMismatch(page, `${ids[service]}`, handOver.p, policy)) told.add(service);
    }
  });
  met.refusals.splice(0).forEach(push);
  handOver.v = { push };
}

/** Lists a refused request; the service that it belongs to. */
export function noteRequest({ data, guard }: RunningPage, url: string): number {
  const { host, pathname } = new URL(url);
  const core = wholeModule(data);
  const isProxied = host === noHost;
  const owner = isProxied ? core.classifyPath(pathname) : core.classifyUrl(url);
  guard.note('request', isProxied ? location.host : host || url, owner);
  return owner;
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
