// SPDX-License-Identifier: MIT
/** Keeps an element first in the body, also where a page replaces its body or all that is in it. */

/** `placed` is called each time that it was put there. */
export function keepInBody(host: HTMLElement, placed: () => void): void {
  // Not at once: two who insist on their places would never let the page go on.
  const observer = new MutationObserver(() => setTimeout(place));
  function place(): void {
    const { body, documentElement } = document;
    if (body && !host.isConnected) {
      body.prepend(host);
      placed();
    }
    for (const node of [document, documentElement, body]) {
      if (node) observer.observe(node, { childList: true });
    }
  }
  place();
}
