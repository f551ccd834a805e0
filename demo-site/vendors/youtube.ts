// SPDX-License-Identifier: MIT
/** YouTube: a film in a frame; its cookies and keys come with the frame, an ad server with the first play. */
import { embedPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

export const youtube: Vendor = {
  hosts: ['www.youtube.com', 'i.ytimg.com'],
  answer({ host, path }) {
    if (host === 'i.ytimg.com') return reply('image', poster);
    if (!path.startsWith('/embed/')) return null;
    const domain = 'youtube.com';
    const page = { title: 'Film', style, body, script: pageScript(preparePlayer) };
    return reply('page', embedPage(page), [
      { name: 'YSC', value: visitorId(), lifetime_s: 0, domain },
      { name: 'VISITOR_INFO1_LIVE', value: visitorId(), lifetime_s: 180 * day_s, domain },
      { name: 'VISITOR_PRIVACY_METADATA', value: 'CgJCRQ', lifetime_s: 180 * day_s, domain },
    ]);
  },
};

const style = `body{background:#2a1b2e url(https://i.ytimg.com/vi/2pass-film/hqdefault.jpg) center/cover;color:#fff;position:relative;overflow:hidden}
h1{position:absolute;left:20px;top:16px;margin:0;font-size:16px;font-weight:600;text-shadow:0 1px 6px #0008}
button{position:absolute;inset:0;margin:auto;width:76px;height:76px;border:0;border-radius:50%;background:#fffffff2;cursor:pointer;box-shadow:0 8px 30px #0006}
button::before{content:"";position:absolute;left:30px;top:24px;border:solid transparent;border-width:14px 0 14px 22px;border-left-color:#5b1f43}
.bar{position:absolute;left:20px;right:20px;bottom:16px;display:flex;gap:12px;align-items:center;font-size:12px}
.bar i{flex:1;height:3px;border-radius:2px;background:linear-gradient(90deg,#f0b48a 0 var(--played,2%),#fff5 0)}
.playing button{opacity:0}`;

const body = `<h1>A first consultation, step by step</h1><button aria-label="Play"></button>
<div class="bar"><span>0:00</span><i></i><span>3:42</span></div>`;

const poster = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><defs><linearGradient id="a" x2="1" y2="1"><stop stop-color="#e9b594"/><stop offset=".55" stop-color="#a8587a"/><stop offset="1" stop-color="#2a1b2e"/></linearGradient></defs>
<rect width="640" height="360" fill="url(#a)"/><circle cx="150" cy="120" r="70" fill="#ffe9d6" opacity=".5"/>
<g fill="#2a1b2e" opacity=".55"><path d="M0 360V270q120-46 240 10t400-40v120z"/></g>
<g fill="#2a1b2e"><path d="M196 360c0-60 20-92 62-100v-16a34 34 0 1 1 34 0v16c42 8 62 40 62 100z" opacity=".8"/><path d="M372 360c0-52 18-80 54-88v-14a30 30 0 1 1 30 0v14c38 8 56 36 56 88z" opacity=".65"/></g></svg>`;

function preparePlayer(tools: PageTools): void {
  try {
    localStorage.setItem('yt-remote-device-id', JSON.stringify({ data: Math.random() }));
    localStorage.setItem('yt-player-headers-readable', JSON.stringify({ data: true }));
    sessionStorage.setItem('yt-remote-session-app', 'youtube-desktop');
  } catch {
    // a browser that keeps nothing for frames of others
  }
  document.querySelector('button')?.addEventListener('click', () => {
    document.body.classList.toggle('playing');
    tools.beacon('https://googleads.g.doubleclick.net/pagead/id?slf_rd=1');
    let played = 2;
    setInterval(() => {
      played = Math.min(100, played + 0.2);
      document.body.style.setProperty('--played', `${played}%`);
    }, 400);
  });
}
