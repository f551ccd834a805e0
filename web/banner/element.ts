// SPDX-License-Identifier: MIT
/** Elements, of text and elements alone, and their style sheet in a shadow root. */

type Attributes = Readonly<Record<string, string>>;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** `id` is what consent helpers find it by (docs/consent-helpers.md). */
export function button(text: string, click: () => void, id?: string): HTMLButtonElement {
  const made = element('button', { type: 'button', ...(id && { id }) }, text);
  made.addEventListener('click', click);
  return made;
}

/** A drawing of one path, for the eye alone. */
export function icon(path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(namespace, 'svg');
  const line = document.createElementNS(namespace, 'path');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}

/** A root of its own, which the page's style sheets don't reach. */
export function shadowRoot(host: HTMLElement, css: string): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(element('style', {}, css));
  }
  return root;
}
