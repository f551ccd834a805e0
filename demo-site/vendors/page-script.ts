// SPDX-License-Identifier: MIT
/**
 * A stand-in's script: a function that is sent as text and runs in the page.
 *
 * It may use only what a browser has, its arguments, and the few tools below that come with it.
 */
export interface PageTools {
  /** Sets a first-party cookie on the widest domain that the browser accepts, unless it is there. */
  cookie(name: string, value: string, lifetime_s: number): void;
  /** Sends a beacon by image, as most vendors do. */
  beacon(url: string): void;
  /** Adds a further script of the vendor's. */
  load(url: string): void;
  /** Replaces `place` by a frame without border. */
  frame(place: Element, url: string, width_px: number, height_px: number, title: string): void;
}

/** The text of a script that calls `run` in the page with the tools and `args` (JSON values). */
export function pageScript<Args extends readonly (string | number)[]>(
  run: (tools: PageTools, ...args: Args) => void,
  ...args: Args
): string {
  const literals = args.map((arg) => JSON.stringify(arg).replace(/</g, '\\u003c'));
  return `(${run})(${[`(${pageTools})()`, ...literals].join(', ')});\n`;
}

function pageTools(): PageTools {
  return {
    cookie(name, value, lifetime_s) {
      const has = () => document.cookie.split('; ').some((pair) => pair.startsWith(`${name}=`));
      const life = lifetime_s > 0 ? `; Max-Age=${lifetime_s}` : '';
      const labels = location.hostname.split('.');
      for (let at = labels.length - 2; at >= 0 && !has(); at -= 1) {
        const domain = labels.slice(at).join('.');
        // biome-ignore lint/suspicious/noDocumentCookie: what is shown here
        document.cookie = `${name}=${value}; Domain=${domain}; Path=/; SameSite=Lax${life}`;
      }
    },
    beacon(url) {
      new Image().src = url;
    },
    load(url) {
      const script = document.createElement('script');
      script.async = true;
      script.src = url;
      document.head.append(script);
    },
    frame(place, url, width_px, height_px, title) {
      const frame = document.createElement('iframe');
      frame.src = url;
      frame.title = title;
      frame.style.cssText = `border:0;width:${width_px}px;max-width:100%;height:${height_px}px;vertical-align:middle`;
      place.replaceWith(frame);
    },
  };
}
