// SPDX-License-Identifier: MIT
/** X: turns links into post buttons. */

import { pillPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type Vendor, visitorId } from './vendor.ts';

export const xWidgets: Vendor = {
  hosts: ['platform.twitter.com', 'syndication.twitter.com', 'twitter.com'],
  answer({ host, path }) {
    if (path === '/widgets.js') return reply('script', pageScript(drawButtons));
    const domain = 'twitter.com';
    const cookies = [
      { name: 'guest_id', value: `v1%3A${visitorId()}`, lifetime_s: 400 * day_s, domain },
      { name: 'personalization_id', value: `"v1_${visitorId()}"`, lifetime_s: 400 * day_s, domain },
    ];
    if (host === 'syndication.twitter.com') return pixel(cookies);
    const button = path.startsWith('/widgets/tweet_button');
    return button ? reply('page', pillPage('Post', 'Post', '#26222b'), cookies) : null;
  },
};

function drawButtons(tools: PageTools): void {
  const page = encodeURIComponent(location.href);
  for (const place of document.querySelectorAll('a.twitter-share-button')) {
    const url = `https://platform.twitter.com/widgets/tweet_button.html#url=${page}`;
    tools.frame(place, url, 76, 28, 'Post on X');
  }
  tools.beacon(`https://syndication.twitter.com/i/jot?l=${page}`);
}
