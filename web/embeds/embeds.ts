// SPDX-License-Identifier: MIT
/**
 * Embeds that were refused get a placeholder in their place; loaded when the page's first is met.
 *
 * The refused element stays where it is, hidden, since the site's code may hold it: given an address that is
 * admitted, it shows again.
 */
import type { Language } from '../banner/language.ts';
import { type Box, sameBox } from './box.ts';
import { frameUrl, linkedUrl } from './content-url.ts';
import type { EmbedContext } from './embed-context.ts';
import { drawPlaceholder } from './placeholder.ts';

const frames = 'iframe,embed,object';
/** Smaller than this, a frame is not there to be seen. */
const visible_px = 24;

interface Refused extends Box {
  readonly url: string;
  draw(language: Language): void;
}

export function showPlaceholders(context: EmbedContext): void {
  const services = Object.entries(context.embeds)
    .filter(([id]) => !context.runs(id))
    .map(([id, built]) => ({
      id,
      selector: `[data-akkoord-service="${id}"]${built && `,${built}`}`,
    }));
  const candidates = [frames, ...services.map(({ selector }) => selector)].join();
  const refused = new Map<HTMLElement, Refused>();
  const waiting = new WeakSet<HTMLElement>();
  let language: Language | undefined;
  let isScanning = false;
  let isWordless = false;

  const consider = (element: HTMLElement): void => {
    const isFrame = element.matches(frames);
    const url = isFrame ? frameUrl(element) : linkedUrl(element);
    const claimed = isFrame && url && context.serviceOf(url);
    const service = services.find(
      ({ id, selector }) => id === claimed || element.matches(selector),
    );
    const before = refused.get(element);
    if (before) {
      if (service && before.url === url) {
        before.fit();
        return;
      }
      before.release();
      refused.delete(element);
    }
    if (!service || element.parentElement?.closest('object')) return;
    if (!isSeen(element, isFrame)) {
      if (!waiting.has(element)) sizes.observe(element);
      waiting.add(element);
      return;
    }
    const box = sameBox(element, isFrame);
    const draw = (words: Language): void =>
      drawPlaceholder(box.host, element, service.id, url, words, context);
    refused.set(element, { ...box, url, draw });
    changes.observe(element, { attributeFilter: ['style'] });
    if (language) draw(language);
  };
  const scan = (): void => {
    isScanning = false;
    if (isWordless) return;
    for (const [element, { release }] of refused) {
      if (element.isConnected) continue;
      release();
      refused.delete(element);
    }
    document.querySelectorAll<HTMLElement>(candidates).forEach(consider);
  };
  /** Once before the page is drawn again, however much has changed. */
  const scanSoon = (): void => {
    if (!isScanning) requestAnimationFrame(scan);
    isScanning = true;
  };
  const changes = new MutationObserver(scanSoon);
  const sizes = new ResizeObserver(scanSoon);
  changes.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['src', 'srcdoc', 'data'],
  });
  sizes.observe(document.documentElement);
  scan();
  context.language.then(
    (words) => {
      language = words;
      for (const { draw } of refused.values()) draw(words);
    },
    () => {
      // A placeholder without words helps nobody: the browser's own error says more.
      isWordless = true; // a scan may be due still
      changes.disconnect();
      sizes.disconnect();
      for (const { release } of refused.values()) release();
    },
  );
}

function isSeen(element: HTMLElement, isFrame: boolean): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= visible_px && (!isFrame || height >= visible_px);
}
