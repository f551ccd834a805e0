// SPDX-License-Identifier: MIT
/** A small policy's table, and records under it. */
import type { Table } from '../../web/hand-over.ts';

export const now_s = 1_795_737_700;
export const consentId = '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12';

export const table: Table = {
  r: 7,
  n: ['set', 'fu', 'ga', 'ma', 'so', 'sv', 'sr'].map((name) => `cookie_consent_${name}`),
  o: 'cdn.clinic.test',
  f: ' forms.clinic.test',
  s: {
    '1 maps': 'maps.test',
    '2 counter': 'counter.test/js shared.test/lib',
    '10 replay': 'replay.test',
    '3 pixel': 'pixel.test/tr shared.test/lib',
    '4 video': 'video.test',
    '18 audience': '*.audience.test',
    '2 counter,3 pixel': '*.counter.test',
  },
  p: ['/booking/'],
  m: /^(2October|2XSRF-.*)$/,
};

/** `document.cookie` of a visitor whose categories got `fu ga ma so`, with further cookies behind. */
export function cookies(categories: string, further = '', set: string = recordText()): string {
  const [fu, ga, ma, so] = categories;
  return `a=1; cookie_consent_set=${set}; cookie_consent_fu=${fu}; cookie_consent_ga=${ga}; cookie_consent_ma=${ma}; cookie_consent_so=${so}${further && `; ${further}`}`;
}

interface RecordFields {
  readonly version?: string;
  readonly revision?: string;
  readonly issued_s?: string;
  readonly expires_s?: string;
  readonly id?: string;
}

export function recordText({
  version = '1',
  revision = '7',
  issued_s = `${now_s - 100}`,
  expires_s = `${now_s + 1000}`,
  id = consentId,
}: RecordFields = {}): string {
  return [version, revision, issued_s, expires_s, id].join('.');
}
