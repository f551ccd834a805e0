// SPDX-License-Identifier: MIT
/**
 * A box of the same size and in the same place as an element that it hides, so that nothing else moves.
 *
 * Of an element that is not displayed the computed style still says 100%, auto or 16 / 9, where a displayed one
 * says pixels: copied, the box goes on following the page's width as the element did.
 */

const copied =
  'width height min-width min-height max-width max-height aspect-ratio box-sizing margin padding border-width border-radius position inset z-index float clear flex order align-self justify-self grid-area vertical-align';
/** Lower than this, an embed that a script would build has not got its height yet: the box takes what it needs. */
const built_px = 100;

export interface Box {
  readonly host: HTMLElement;
  /** Follows the element's style as it is now. */
  fit(): void;
  /** Takes the box away and shows the element again. */
  release(): void;
}

/** Hides `element`, which is displayed, behind a new box. */
export function sameBox(element: HTMLElement, isFrame: boolean): Box {
  const host = document.createElement('akkoord-embed');
  const { width, height } = element.getBoundingClientRect();
  const { display, transform } = getComputedStyle(element);
  const own = element.style.display;
  const isLow = !isFrame && height < built_px;
  const set = (name: string, value: string): void =>
    host.style.setProperty(name, value, 'important');

  // A frame has a size of its own, which its surroundings may heed or not: tried in turn, until nothing moves.
  const adjustments = [
    () => set('contain-intrinsic-size', '300px 150px'),
    () => host.style.width === 'auto' && set('width', 'fit-content'),
    () => set('contain-intrinsic-width', '0'),
    () => set('min-width', host.style.width),
    () => {
      set('max-width', host.style.width);
      set('min-width', '0');
      set('width', '100%');
    },
    () => {
      set('box-sizing', 'border-box');
      set('width', `${width}px`);
    },
  ];
  let adjusted = 0;
  const fit = (): void => {
    if (element.style.display !== 'none') element.style.setProperty('display', 'none', 'important');
    const style = getComputedStyle(element);
    for (const name of copied.split(' ')) set(name, style.getPropertyValue(name));
    if (style.position === 'static') set('position', 'relative');
    if (!isFrame) {
      set('box-sizing', 'border-box');
      set('height', isLow ? 'auto' : `${height}px`);
    }
    for (const adjust of adjustments.slice(0, adjusted)) adjust();
  };

  const fixed = {
    display: /^inline/.test(display) ? 'inline-grid' : 'grid',
    'grid-template': 'minmax(0, 1fr) / minmax(0, 1fr)',
    contain: isLow ? 'layout' : 'strict',
    'container-type': isLow ? 'inline-size' : 'size',
    overflow: 'hidden',
    border: 'solid #0000',
    transform,
  };
  for (const [name, value] of Object.entries(fixed)) set(name, value);
  element.after(host);
  const isSame = (): boolean => {
    const now = host.getBoundingClientRect();
    return Math.abs(now.width - width) + Math.abs(now.height - height) < 1;
  };
  do {
    adjusted++;
    fit();
  } while (adjusted < adjustments.length && !isLow && !isSame());
  return {
    host,
    fit,
    release() {
      host.remove();
      element.style.display = own;
    },
  };
}
