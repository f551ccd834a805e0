// SPDX-License-Identifier: MIT
/**
 * Sends the hosts in a page or script to their stand-ins: `https://www.youtube.com/embed/x`, or
 * `//www.youtube.com/embed/x`, becomes `http://www.youtube.com.localhost:PORT/embed/x`.
 *
 * Pages and stand-ins are written with real hosts; only what is reached by a `*.localhost` name is rewritten.
 */
import { isVendorHost } from '../vendors/registry.ts';
import { localName, siteHosts } from './hosts.ts';

/** Where the reader of the text reached us: stand-ins answer at the same port and scheme. */
export interface Door {
  readonly scheme: 'http' | 'https';
  readonly port: number;
}

const host_in_url = /(?:https?:)?\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?![a-z0-9.-])/gi;

export function toLocalHosts(text: string, door: Door): string {
  return text.replace(host_in_url, (whole, written: string) => {
    const host = written.toLowerCase();
    const ours = siteHosts.some(({ real }) => real === host) || isVendorHost(host);
    return ours ? `${door.scheme}://${localName(host)}:${door.port}` : whole;
  });
}
