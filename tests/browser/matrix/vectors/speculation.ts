// SPDX-License-Identifier: MIT
/** Speculation rules and connections ahead of time. */
import { family, inline, type Vector } from './vector.ts';

const alone = { alone: true } as const;
const rules = (kind: string, url: string): string =>
  JSON.stringify({ [kind]: [{ source: 'list', urls: [url], eagerness: 'immediate' }] });

export const speculationVectors: readonly Vector[] = family('speculation', 'requested', [
  [
    'prefetch',
    'Rules in the markup that prefetch',
    ({ url }) => `<script type="speculationrules">${rules('prefetch', url('html'))}</script>`,
    alone,
  ],
  [
    'prerender',
    'Rules in the markup that prerender',
    ({ url }) => `<script type="speculationrules">${rules('prerender', url('html'))}</script>`,
    alone,
  ],
  [
    'prefetch-by-script',
    'Rules that a script puts in',
    ({ url }) =>
      inline(
        `document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', text: '${rules('prefetch', url('html'))}' }));`,
      ),
    alone,
  ],
  [
    'prefetch-by-html',
    'Rules by createContextualFragment',
    ({ url }) =>
      inline(
        `document.body.append(document.createRange().createContextualFragment('<script type="SpeculationRules">${rules('prefetch', url('html'))}<\\/script>'));`,
      ),
    alone,
  ],
  [
    'by-document',
    'Rules that prefetch every link of the page',
    ({ url }) =>
      `<a href="${url('html')}">On</a><script type="speculationrules">{"prefetch":[{"source":"document","where":{"href_matches":"http://*/*"},"eagerness":"immediate"}]}</script>`,
    {
      ...alone,
      never:
        'rules that follow links wherever these lead say no address that consent could be asked for',
    },
  ],
  [
    'header',
    "Rules that the page's header names",
    ({ own, url }) => ({
      headers: { 'Speculation-Rules': `"${own('rules', rules('prefetch', url('html')))}"` },
    }),
    {
      ...alone,
      impossible: {
        header: "the site's own server orders it in a header, and no policy governs it",
        snippet: "the site's own server orders it in a header, ahead of the page",
        tag: "the site's own server orders it in a header, ahead of the page",
      },
    },
  ],
  [
    'cloaked-path',
    'Rules that prefetch a proxied path',
    ({ path }) => `<script type="speculationrules">${rules('prefetch', path('html'))}</script>`,
    alone,
  ],
]);
