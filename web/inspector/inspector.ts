// SPDX-License-Identifier: MIT
/**
 * The developers' inspector: what is granted and why, what was held and by which rule, what nobody claims.
 *
 * It reads what the page knows and the files beside the script. Nothing is sent anywhere.
 */
import type { Language } from '../banner/language.ts';
import type { HeldEntry } from '../guard/held.ts';
import type { Inspection, MetFinding, UnknownFinding } from './inspection.ts';
import type { InspectorContext } from './inspector-context.ts';
import { showPanel } from './panel.ts';
import { categoryOf, draftPolicy, type ServiceTexts, unknownService } from './policy-draft.ts';
import { fittingPresets, loadPresets, type Preset } from './presets.ts';
import { isSeen, surveyPage } from './survey.ts';
import { reasonWords } from './words.ts';

/** Looks at the page alone. */
export async function inspectPage(context: InspectorContext): Promise<Inspection> {
  const { data, install, notes } = context;
  const [presets, texts, met] = await Promise.all([
    loadPresets(context.fileUrl('presets.json')),
    serviceTexts(context),
    surveyPage(context),
  ]);
  const state = context.state();
  const held = state.held.filter((entry) => !isSeen(entry));
  const unknown = unknownOf(data.langs, held, met, presets);
  return {
    install,
    mode: data.observe ? 'observing' : state.enforcing ? 'enforcing' : 'not enforcing',
    policy: data.id,
    revision: data.r,
    notes,
    services: Object.entries(context.reasons()).map(([service, reason]) => {
      const outcome = state.services[service] ?? 'not_asked';
      const why = data.observe ? 'observing: nobody is asked' : reasonWords(outcome, reason);
      return { service, category: categoryOf(service, texts), outcome, reason: why };
    }),
    held: held.map(({ kind, name, service, count }) => ({
      kind,
      name,
      service,
      // The site's own paths are not the policy's to refuse.
      rule: kind === 'request' && name !== location.host ? 'page policy' : 'guard',
      count,
    })),
    unknown,
    met,
    draft: draftPolicy(context, presets, texts, met, unknown),
  };
}

/** Looks at the page, shows what was found in a panel and the console, and returns it. */
export async function openInspector(context: InspectorContext): Promise<Inspection> {
  const found = await inspectPage(context);
  for (const list of ['services', 'held', 'unknown', 'met'] as const) {
    console.info(`Akkoord: ${list}`);
    console.table(found[list]);
  }
  showPanel(found, () => openInspector(context));
  return found;
}

/** What no service claims: refused, or asked for and stored all the same. */
function unknownOf(
  languages: readonly string[],
  refused: readonly HeldEntry[],
  met: readonly MetFinding[],
  presets: readonly Preset[],
): readonly UnknownFinding[] {
  const held = refused.map((entry) => ({ ...entry, held: true }));
  const through = met.map((entry) => ({ ...entry, held: false }));
  return [...held, ...through]
    .filter(({ service }) => service === null)
    .map(({ kind, name, count, held }) => {
      const fitting = fittingPresets(presets, kind, name);
      const entry = fitting[0] ?? unknownService(kind, name, languages);
      return { kind, name, held, count, presets: fitting, entry };
    });
}

/** In each language of the policy; a file that does not load leaves its language out. */
async function serviceTexts({ data, fileUrl }: InspectorContext): Promise<ServiceTexts> {
  const texts: Record<string, Language['services']> = {};
  for (const language of data.langs) {
    try {
      const answer = await fetch(fileUrl(`${language}.json`));
      const { services }: Language = await answer.json();
      texts[language] = services;
    } catch {
      // The draft has a blank there.
    }
  }
  return texts;
}
