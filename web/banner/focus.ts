// SPDX-License-Identifier: MIT
/** Keeps what has the focus out from under the banner (WCAG 2.4.11). */

/** Leaves room for `banner` at the end of the page and of each scroll, until the returned function is called. */
export function keepFocusClear(banner: HTMLElement): () => void {
  const { style } = document.documentElement;
  const { paddingBottom, scrollPaddingBottom } = style;
  const observer = new ResizeObserver(() => {
    style.paddingBottom = style.scrollPaddingBottom = `${banner.offsetHeight + 32}px`;
  });
  observer.observe(banner);
  return () => {
    observer.disconnect();
    style.paddingBottom = paddingBottom;
    style.scrollPaddingBottom = scrollPaddingBottom;
  };
}

/** Runs `change`; where that hides what had the focus in `root`, `next` has it. */
export function passFocus(root: ShadowRoot, next: HTMLElement, change: () => void): void {
  const hadFocus = !!root.activeElement;
  change();
  if (hadFocus) next.focus({ preventScroll: true });
}
