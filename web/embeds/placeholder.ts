// SPDX-License-Identifier: MIT
/**
 * What stands in a refused embed's place: who would see the visitor, and three ways to the content.
 *
 * "Show once" opens the site's own frame page, whose policy admits that service alone; it records nothing.
 */
import { button, element, shadowRoot } from '../banner/element.ts';
import type { Language } from '../banner/language.ts';
import { countryName } from '../banner/lifetime.ts';
import { pageUrl } from './content-url.ts';
import type { EmbedContext } from './embed-context.ts';
import css from './placeholder.css';

/** What the refused frame has and the one in its place must have too. */
const kept = /^(allow|allowfullscreen|referrerpolicy|title)$/;
/** Why a service stays held whatever the visitor grants here. */
const lasting = /^(gpc|sensitive_route)$/;

export function drawPlaceholder(
  host: HTMLElement,
  refused: HTMLElement,
  service: string,
  url: string,
  { language, direction, banner, embed, services }: Language,
  context: EmbedContext,
): void {
  const known = services.find(({ id }) => id === service);
  const facts: Record<string, string> = {
    service: known?.name ?? service,
    provider: known?.provider ?? service,
    country: countryName(known?.country ?? '', language),
  };
  const say = (text: string): string => text.replace(/\{(\w+)\}/g, (_, fact) => facts[fact] ?? '');
  const root = shadowRoot(host, css + context.css);
  const status = element('p', { role: 'status' });

  const showOnce = (): void => {
    const frame = element('iframe', {
      title: say(embed.frame_title),
      src: context.frameUrl(service, url),
    });
    for (const { name, value } of refused.attributes) {
      if (kept.test(name)) frame.setAttribute(name, value);
      // The frame page's own script runs, and what it opens keeps the rest.
      if (name === 'sandbox') frame.setAttribute(name, `${value} allow-scripts allow-same-origin`);
    }
    root.replaceChildren(frame);
    frame.focus();
  };
  const alwaysShow = async (): Promise<void> => {
    const settled = await context.alwaysShow(service);
    if (settled === 'not_kept' || settled === 'saved_next_page') {
      status.textContent = banner[settled];
    }
  };

  const ways = element('div', {});
  if (context.serviceOf(url) === service && refused.matches('iframe,embed,object')) {
    ways.append(button(embed.show_once, showOnce));
  }
  if (!lasting.test(context.reason(service))) ways.append(button(embed.always_show, alwaysShow));
  if (/^https?:/.test(url)) {
    const target = { href: pageUrl(url), target: '_blank', rel: 'noreferrer noopener' };
    ways.append(element('a', target, say(embed.open_link)));
  }
  const title = say(embed.title);
  const label = [refused.title, title].filter(Boolean).join(': ');
  root.append(
    element(
      'section',
      { role: 'group', lang: language, dir: direction, 'aria-label': label },
      element('strong', {}, title),
      element('p', {}, say(embed.body)),
      element('small', {}, known?.purpose ?? ''),
      ways,
      status,
    ),
  );
}
