// SPDX-License-Identifier: MIT
/** The clinics of the demo: where each lives, and which cookies its own server sets. */
export interface DemoClinic {
  /** Of its policy, consent-config/clinics/ID.json, and of its pages, clinic/ID/. */
  readonly id: string;
  readonly name: string;
  /** `www.DOMAIN` is the site, `unprotected.DOMAIN` the same pages without Akkoord. */
  readonly domain: string;
  /** The cookie that keeps the pages of a visit together, where there is one. */
  readonly session_cookie?: string;
  /** The cookie that joins the steps of a form that was sent, where there is one. */
  readonly form_cookie?: string;
}

export const demoClinics: readonly DemoClinic[] = [
  {
    id: '2pass',
    name: '2pass Clinic',
    domain: '2passclinic.test',
    session_cookie: 'October',
    form_cookie: 'ContactId',
  },
  {
    id: 'dutch-plastic-surgery',
    name: 'Kliniek voor plastische chirurgie',
    domain: 'plastische-chirurgie.test',
  },
  {
    id: 'cosmetic-clinics',
    name: 'Cosmetic Clinics',
    domain: 'cosmetic-clinics.test',
    session_cookie: 'cc_session',
  },
  { id: 'lazeo', name: 'LAZEO', domain: 'lazeo.test' },
  { id: 'skintwin', name: 'SkinTwin', domain: 'skintwin.test', session_cookie: 'skintwin_session' },
];

export function clinicOf(id: string): DemoClinic {
  const found = demoClinics.find((clinic) => clinic.id === id);
  if (!found) throw new Error(`the demo has no clinic ${id}`);
  return found;
}
