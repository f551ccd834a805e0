// SPDX-License-Identifier: MIT
/** Instagram: an embedded post in a frame of its own. */

import { embedPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

export const instagram: Vendor = {
  hosts: ['www.instagram.com'],
  answer({ path }) {
    if (path === '/embed.js') return reply('script', pageScript(drawPosts));
    const code = /^\/p\/(\w+)/.exec(path)?.[1];
    if (code === undefined) return null;
    const domain = 'instagram.com';
    return reply('page', embedPage({ title: 'Post', style: post_style, body: postOf(code) }), [
      { name: 'csrftoken', value: visitorId(), lifetime_s: 365 * day_s, domain },
      { name: 'mid', value: visitorId(), lifetime_s: 365 * day_s, domain },
      { name: 'ig_did', value: visitorId(), lifetime_s: 365 * day_s, domain },
    ]);
  },
};

const post_style = `body{display:grid;grid-template-rows:auto 1fr auto;background:#fff;color:#2b2230;border:1px solid #e6dfe6;border-radius:10px;overflow:hidden}
header,footer{padding:12px 14px;display:flex;gap:10px;align-items:center}
header i{width:30px;height:30px;border-radius:50%;background:linear-gradient(135deg,#f0b48a,#8d3b6b)}
svg{width:100%;height:100%;display:block}small{color:#776b7a}`;

/** Whose post it is, by how its code begins. */
const accounts: readonly (readonly [start: string, name: string, place: string])[] = [
  ['C2pass', '2passclinic', 'Berchem, Antwerp'],
  ['Cosmetic', 'cosmeticclinics', 'Nederland'],
];

function postOf(code: string): string {
  const [, name, place] = accounts.find(([start]) => code.startsWith(start)) ?? ['', 'post', ''];
  return `<header><i></i><div><b>${name}</b><br><small>${place}</small></div></header>${picture}`;
}

const picture = `<svg viewBox="0 0 320 260" preserveAspectRatio="xMidYMid slice" role="img" aria-label="Morning light on a windowsill with a branch">
<defs><linearGradient id="a" x2="0" y2="1"><stop stop-color="#f8dcc8"/><stop offset="1" stop-color="#d9a9b4"/></linearGradient></defs>
<rect width="320" height="260" fill="url(#a)"/><path d="M60 0h120v260H60z" fill="#fff" opacity=".35"/><path d="M196 0h70v260h-70z" fill="#fff" opacity=".22"/>
<g fill="none" stroke="#5b3350" stroke-width="3" stroke-linecap="round"><path d="M210 260c-8-70-30-120-74-170"/><path d="M196 196c20-16 36-20 58-20M178 150c-22-6-40-4-58 6M160 120c10-20 24-32 44-38"/></g>
<g fill="#7a2e57"><circle cx="256" cy="175" r="9"/><circle cx="118" cy="157" r="10"/><circle cx="206" cy="81" r="8"/><circle cx="136" cy="90" r="11"/></g>
<path d="M0 236h320v24H0z" fill="#5b3350" opacity=".25"/></svg>
<footer><small>A quiet morning before the first consultation.</small></footer>`;

function drawPosts(tools: PageTools): void {
  for (const place of document.querySelectorAll('blockquote.instagram-media')) {
    const post = place.getAttribute('data-instgrm-permalink') ?? '';
    const code = /\/p\/([\w-]+)/.exec(post)?.[1];
    if (code) tools.frame(place, `https://www.instagram.com/p/${code}/embed/`, 400, 400, 'A post');
  }
}
