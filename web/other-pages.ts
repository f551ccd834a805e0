// SPDX-License-Identifier: MIT
/** A choice made in one tab holds in all: tells the others of it, and hears of theirs as soon as one can. */

export function followOtherPages(changed: () => void): () => void {
  let channel: BroadcastChannel | undefined;
  const join = (): void => {
    channel = new BroadcastChannel('akkoord');
    channel.onmessage = changed;
  };
  if (window.BroadcastChannel) {
    join();
    // An open channel may keep a page out of the back-forward cache.
    addEventListener('pagehide', () => channel?.close());
  }
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (channel) join();
    changed();
  });
  document.addEventListener('visibilitychange', () => document.hidden || changed());
  document.addEventListener('prerenderingchange', changed);
  return () => channel?.postMessage(0);
}
