// SPDX-License-Identifier: MIT
/** Keeps what has the focus out from under the banner (WCAG 2.4.11). */

/**
 * While `banner` shows, leaves room for it at the end of the page and of each scroll. `frame`, which holds it at the
 * foot of the window, changes to the head where it would cover what can't be scrolled, and back.
 */
export function keepFocusClear(banner: HTMLElement, frame: HTMLElement, host: Element): void {
  const { style } = document.documentElement;
  const { paddingBottom, scrollPaddingBottom } = style;
  new ResizeObserver(() => {
    const room = banner.offsetHeight && `${banner.offsetHeight + 32}px`;
    style.paddingBottom = room || paddingBottom;
    style.scrollPaddingBottom = room || scrollPaddingBottom;
  }).observe(banner);
  document.addEventListener('focusin', ({ target }) =>
    setTimeout(() => {
      const { x, y, width, height } = (target as Element).getBoundingClientRect();
      const over = document.elementFromPoint(x + width / 2, y + height / 2);
      if (over === host && target !== host) frame.style.inset = frame.style.inset ? '' : '0 0 auto';
    }),
  );
}
