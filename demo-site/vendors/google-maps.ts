// SPDX-License-Identifier: MIT
/** Google Maps: a drawn map in a frame. */
import { embedPage } from './embed-page.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

export const googleMaps: Vendor = {
  hosts: ['www.google.com', 'maps.googleapis.com', 'maps.gstatic.com'],
  answer({ host, path }) {
    if (host !== 'www.google.com' || !path.startsWith('/maps/')) return null;
    const domain = 'google.com';
    return reply('page', embedPage({ title: 'Map', style, body }), [
      { name: 'NID', value: visitorId(), lifetime_s: 180 * day_s, domain },
      { name: 'AEC', value: visitorId(), lifetime_s: 180 * day_s, domain },
    ]);
  },
};

const style = `body{background:#ece7e2;overflow:hidden}svg{width:100%;height:100%;display:block}
aside{position:absolute;left:14px;top:14px;background:#fff;border-radius:8px;padding:10px 14px;box-shadow:0 2px 12px #2a1b2e26;color:#2a1b2e}
nav{position:absolute;right:14px;bottom:14px;background:#fff;border-radius:8px;box-shadow:0 2px 12px #2a1b2e26;display:grid;font-size:20px;text-align:center;width:36px}
nav span{height:34px;line-height:34px}nav span+span{border-top:1px solid #eee}`;

const body = `<svg viewBox="0 0 800 480" preserveAspectRatio="xMidYMid slice" role="img" aria-label="Map of Berchem, with the clinic marked">
<rect width="800" height="480" fill="#efebe6"/>
<path d="M-10 330c120-40 160 10 260 0s120-70 220-60 140 80 340 30v190H-10z" fill="#e3eadb"/>
<path d="M560 40h130v110H560zM90 60h110v80H90z" fill="#d5e3cc"/>
<path d="M-10 214c150 10 200-60 330-50s180 90 290 90 130-30 200-40" fill="none" stroke="#b9d3dd" stroke-width="22"/>
<g fill="none" stroke="#fff" stroke-width="12"><path d="M-10 120 810 300M120-10 330 490M470-10 420 490M640-10 700 490M-10 400 810 380"/></g>
<g fill="none" stroke="#fff" stroke-width="5"><path d="M0 40 800 90M0 280 400 320 800 210M230-10 210 490M560-10 600 490M40 0 70 480M740 0 760 480M330 60 640 160M300 430 520 300"/></g>
<path d="M-10 460C200 430 260 250 420 200S700 60 810-10" fill="none" stroke="#f3cf9d" stroke-width="14"/>
<path d="M-10 20 810 160" fill="none" stroke="#8b8190" stroke-width="4" stroke-dasharray="14 8"/>
<g font-family="Liberation Sans,Arial,sans-serif" font-size="15" fill="#7b7080"><text x="250" y="300">Berchem</text><text x="610" y="108" font-size="12">Park</text><text x="104" y="106" font-size="12">Gardens</text><text x="560" y="420" font-size="13">Groenenhoek</text></g>
<g transform="translate(420 206) scale(.62)"><path d="M0 0c-22-30-34-46-34-64a34 34 0 1 1 68 0c0 18-12 34-34 64z" fill="#8d2f5e"/><circle cy="-64" r="12" fill="#fff"/></g></svg>
<aside><b>2pass Clinic</b><br>Berchem, Antwerp</aside><nav aria-hidden="true"><span>+</span><span>&minus;</span></nav>`;
