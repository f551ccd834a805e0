// SPDX-License-Identifier: MIT
/** A choice made in one tab holds in all: tells the others of it, and hears of theirs as soon as one can. */

/** When a page looks at the records that it was told of, in milliseconds: between processes they may come after the word. */
const looks_ms = [0, 99, 999];

/** `isUnseen`: nobody saw this page meanwhile, which was rendered ahead or kept for the way back. */
export function followOtherPages(changed: (isUnseen?: boolean) => void): () => void {
  let channel: BroadcastChannel | undefined;
  let isUnseen = document.prerendering;
  const look = (): void => {
    if (document.hidden || document.prerendering) return;
    changed(isUnseen);
    isUnseen = false;
  };
  const join = (): void => {
    channel = new BroadcastChannel('akkoord');
    channel.onmessage = () => {
      if (document.prerendering) return; // it looks when it is shown
      for (const look_ms of looks_ms) setTimeout(changed, look_ms);
    };
  };
  if (window.BroadcastChannel) join();
  addEventListener('pagehide', () => {
    isUnseen = true;
    channel?.close(); // open, it may keep a page out of the back-forward cache
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (channel) join();
    look();
  });
  document.addEventListener('visibilitychange', look);
  document.addEventListener('prerenderingchange', look);
  return () => channel?.postMessage(0);
}
