// SPDX-License-Identifier: MIT
/** The one table of vendors: whose hosts are whose, and who answers for them. */
import { crazyEgg } from './crazy-egg.ts';
import { doctolib } from './doctolib.ts';
import { facebookPlugins } from './facebook-plugins.ts';
import { freshworks } from './freshworks.ts';
import { googleAds } from './google-ads.ts';
import { googleAnalytics } from './google-analytics.ts';
import { googleMaps } from './google-maps.ts';
import { googleRecaptcha } from './google-recaptcha.ts';
import { googleTagManager } from './google-tag-manager.ts';
import { instagram } from './instagram.ts';
import { jotform } from './jotform.ts';
import { linkedinInsight } from './linkedin-insight.ts';
import { linkedinShare } from './linkedin-share.ts';
import { matomo } from './matomo.ts';
import { metaPixel } from './meta-pixel.ts';
import { pinterest } from './pinterest.ts';
import type { Answer, Vendor, VendorRequest } from './vendor.ts';
import { xWidgets } from './x-widgets.ts';
import { youtube } from './youtube.ts';

export const vendors: readonly Vendor[] = [
  googleAnalytics,
  googleTagManager,
  googleAds,
  crazyEgg,
  metaPixel,
  linkedinInsight,
  youtube,
  facebookPlugins,
  instagram,
  xWidgets,
  pinterest,
  linkedinShare,
  googleMaps,
  googleRecaptcha,
  jotform,
  freshworks,
  doctolib,
  matomo,
];

export function isVendorHost(host: string): boolean {
  return vendors.some((vendor) => serves(vendor, host));
}

/** What the vendor at `host` answers; null when nobody knows the address. */
export function answerOf(request: VendorRequest): Answer | null {
  for (const vendor of vendors) {
    const answer = serves(vendor, request.host) ? vendor.answer(request) : null;
    if (answer) return answer;
  }
  return null;
}

/** Each exact host: any of them may hold cookies of a visitor. */
export function cookieHosts(): readonly string[] {
  const hosts = vendors.flatMap((vendor) => vendor.hosts);
  return [...new Set(hosts.filter((host) => !host.startsWith('*.')))];
}

function serves(vendor: Vendor, host: string): boolean {
  return vendor.hosts.some((own) =>
    own.startsWith('*.') ? host.endsWith(own.slice(1)) : own === host,
  );
}
