// SPDX-License-Identifier: MIT
/** A page as a visitor sees it: through open shadow roots and frames of its own origin. */

const mostElements = 30_000;
const mostWords = 60_000;
const noWords = new Set(['SCRIPT', 'STYLE']);

/** All elements, depth first; as many as a page that means well may have. */
export function everyElement(): Element[] {
  const found: Element[] = [];
  const walk = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (found.length >= mostElements) return;
      found.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
      if (element.tagName === 'IFRAME') {
        const inner = documentIn(element as HTMLIFrameElement);
        if (inner) walk(inner);
      }
    }
  };
  walk(document);
  return found;
}

function documentIn(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

/** The element around, across shadow roots and frames. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (root instanceof ShadowRoot) return root.host;
  return root.nodeType === Node.DOCUMENT_NODE
    ? ((root as Document).defaultView?.frameElement ?? null)
    : null;
}

/** It and all around it. */
export function* upFrom(element: Element): Generator<Element> {
  for (let one: Element | null = element; one; one = parentOf(one)) yield one;
}

export function styleOf(element: Element): CSSStyleDeclaration {
  return (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
}

/** Whether it takes part in the page: it may lie outside the window. */
export function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width < 1 || height < 1 || styleOf(element).visibility !== 'visible') return false;
  for (const one of upFrom(element)) if (Number(styleOf(one).opacity) < 0.05) return false;
  return true;
}

/** The words that are seen in it, open shadow roots included. */
export function wordsIn(element: Element): string {
  const parts = [(element as HTMLElement).innerText ?? ''];
  const hosts = [element, ...element.querySelectorAll('*')].filter((one) => one.shadowRoot);
  for (const host of hosts) {
    for (const child of host.shadowRoot?.children ?? []) {
      if (!noWords.has(child.tagName)) parts.push(wordsIn(child));
    }
  }
  return parts.join('\n').slice(0, mostWords);
}

/** What a control is called, by what is seen before what is told. */
export function labelOf(element: Element): string {
  if (element instanceof HTMLInputElement && /^(button|submit)$/.test(element.type)) {
    return element.value;
  }
  return (
    wordsIn(element).trim() ||
    element.getAttribute('aria-label') ||
    element.getAttribute('title') ||
    ''
  ).replace(/\s+/g, ' ');
}

const pressable =
  'button,a,input[type="button"],input[type="submit"],[role="button"],[role="link"],[onclick],[tabindex="0"]';

/** What can be pressed; of one in another with the same words the outer. */
export function isPressable(element: Element): boolean {
  return element.matches(pressable) && !element.parentElement?.closest('button,[role="button"]');
}

/** The window's coordinates of its middle, frames around it included. */
export function middleOf(element: Element): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  let [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame; ) {
    const around = frame.getBoundingClientRect();
    x += around.left + (frame as HTMLElement).clientLeft;
    y += around.top + (frame as HTMLElement).clientTop;
    frame = frame.ownerDocument.defaultView?.frameElement ?? null;
  }
  return { x, y };
}

/** Whether a click in its middle would meet it. */
export function isOnTop(element: Element): boolean {
  const box = element.getBoundingClientRect();
  const root = element.getRootNode() as Document | ShadowRoot;
  const met = root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return !!met && (element.contains(met) || met.contains(element));
}

/** Whether all of it lies in the window. */
export function isInWindow(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  return left >= -1 && top >= -1 && right <= clientWidth + 1 && bottom <= innerHeight + 1;
}
