// SPDX-License-Identifier: MIT
/**
 * The cookie declaration in a page, `<div data-akkoord-declaration>`: what `akkoord declare` writes, and the
 * visitor's choice as it is now.
 *
 * It stands in a shadow root, so what a page's author put into the place shows until then, and stays where
 * nothing can be loaded.
 */
import { element, shadowRoot } from '../banner/element.ts';
import receiptCss from '../banner/receipt-offer.css';
import css from './declaration.css';
import type { DeclarationContext } from './declaration-context.ts';
import type { DeclarationText } from './document.ts';
import { renderBlock, renderSection } from './render.ts';
import { renderChoice } from './visitor-choice.ts';

export async function showDeclarations(
  places: readonly HTMLElement[],
  context: DeclarationContext,
): Promise<void> {
  await Promise.all(places.map((place) => showDeclaration(place, context)));
}

async function showDeclaration(place: HTMLElement, context: DeclarationContext): Promise<void> {
  if (place.shadowRoot) return;
  const text = await context.text(place);
  const choice = element('div', { class: 'choice' });
  const fill = (): void => choice.replaceChildren(...renderChoice(text, context.visitor()));
  fill();
  const content = render(text, choice);
  content.addEventListener('click', (event) => {
    // The banner listens in the document, where what is in a shadow root can't be seen.
    if (!(event.target as Element).closest('a[href="#akkoord"]')) return;
    event.preventDefault();
    context.openSettings();
  });
  shadowRoot(place, css + receiptCss + context.css).append(content);
  document.addEventListener('akkoord:change', fill);
}

function render(text: DeclarationText, choice: HTMLElement): HTMLElement {
  const { blocks, direction, language, sections, title } = text;
  return element(
    'section',
    {
      class: 'akkoord-declaration',
      lang: language,
      dir: direction,
      'aria-labelledby': 'akkoord-declaration',
    },
    element('h2', { id: 'akkoord-declaration' }, title),
    ...blocks.map(renderBlock),
    ...sections.map((section) =>
      renderSection(section, 3, (id) => (id === 'choice' ? [choice] : [])),
    ),
  );
}
