// SPDX-License-Identifier: MIT
/** Where an embed's content is: what its element would load, and the page on which a visitor can see it instead. */

/** What a frame, `embed` or `object` would load; '' where it loads nothing of another site. */
export function frameUrl(frame: HTMLElement): string {
  const { src, data } = frame as HTMLIFrameElement & HTMLObjectElement;
  return frame.hasAttribute('srcdoc') ? '' : src || data || '';
}

/** The link that an embed built by a script has in its fallback; '' where there is none. */
export function linkedUrl(element: HTMLElement): string {
  const links = element.querySelectorAll<HTMLAnchorElement>('a[href]');
  return (
    (element as HTMLAnchorElement).href ||
    (element as HTMLQuoteElement).cite ||
    links[links.length - 1]?.href ||
    ''
  );
}

/** A player's address as the page that has the same video; any other address as it is. */
export function pageUrl(url: string): string {
  return url
    .replace(
      /\/\/(?:www\.)?youtube(?:-nocookie)?(\.com[^/]*)\/embed\/([\w-]{11})(?:\?.*)?$/,
      '//www.youtube$1/watch?v=$2',
    )
    .replace(/\/\/player\.(vimeo\.com[^/]*)\/video\//, '//$1/');
}
