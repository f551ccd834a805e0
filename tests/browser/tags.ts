// SPDX-License-Identifier: MIT
/** What the clinic's pages ask for, and what their statistics keep. */
export const analyticalServices: readonly string[] = [
  'crazy-egg',
  'google-analytics',
  'google-tag-manager',
];
export const analyticalCookies: readonly string[] = [
  '_ce.s',
  '_ga',
  '_ga_2PASS12345',
  'cebs',
  'cebsp_',
];
export const analyticalItems: readonly string[] = ['CE_snapshot', '_ce.session'];
/** What the home page asks for; a container's tag that the policy does not know stays held. */
export const homeServices: readonly string[] = [
  ...analyticalServices,
  'facebook-plugins',
  'google-ads',
  'instagram-embed',
  'linkedin-share',
  'meta-pixel',
  'pinterest-widgets',
  'x-widgets',
  'youtube',
].sort();
export const undeclared = 'snap.licdn.com';
