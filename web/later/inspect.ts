// SPDX-License-Identifier: MIT
/** What the inspector and the embeds are given of a running page. */
import { loadLanguage, pickLanguage, wantedLanguages } from '../banner/language.ts';
import type { EmbedsModule } from '../embeds/embed-context.ts';
import type { InspectorModule } from '../inspector/inspector-context.ts';
import { outcome, ownRecord, type PageModule, type StorageKind } from '../page-module.ts';
import { readRecords } from '../records.ts';
import type { RunningPage } from '../running-page.ts';
import { bitsOf, chooseExactly, currentChoice, everything, nothing } from './choice.ts';
import { type WholeModule, wholeModule } from './whole-module.ts';

/** Names of core/decision.h, `Reason`, by number. */
const reasonNames = [
  ...['record', 'expired', 'revision', 'malformed', 'gpc', 'sensitive_route'],
  ...['mandatory', 'exempt'],
];

/** Whether the page's address asks for it. */
export function asksForInspector(): boolean {
  return /[?&]akkoord=inspect\b/.test(location.search);
}

type InspectedPage = Pick<RunningPage, 'data' | 'fileUrl' | 'install' | 'notes' | 'state'>;

export async function inspect(page: InspectedPage): Promise<unknown> {
  const { data, fileUrl, install, notes, state } = page;
  const core = wholeModule(data);
  const module: InspectorModule = await import(fileUrl('akkoord-inspector.js'));
  const nameOf = (service: number): string | null =>
    service === ownRecord ? '' : (core.ids[service] ?? null);
  return module.openInspector({
    ...{ data, fileUrl, install, notes, state },
    reasons() {
      readRecords(core);
      return Object.fromEntries(core.ids.map((id, service) => [id, reasonOf(core, service)]));
    },
    pagePolicy() {
      readRecords(core);
      return core.pagePolicy();
    },
    classifyUrl: (url) => nameOf(core.classifyUrl(url)),
    classifyCookie: (name) => nameOf(core.classifyCookie(name)),
    classifyStorage: (kind: StorageKind, key) =>
      /^akkoord/.test(key) ? '' : nameOf(core.classifyStorage(kind, key)),
  });
}

export async function showEmbeds(page: RunningPage): Promise<void> {
  const { data, fileUrl, guard } = page;
  const core = wholeModule(data);
  const module: EmbedsModule = await import(fileUrl('akkoord-embeds.js'));
  const language = loadLanguage(fileUrl(`${pickLanguage(wantedLanguages(), data.langs)}.json`));
  module.showPlaceholders({
    embeds: data.embeds ?? {},
    serviceOf: (url) => core.ids[core.classifyUrl(url)] ?? null,
    runs: (id) => guard.runs(core.ids.indexOf(id)),
    reason: (id) => reasonIfGranted(core, core.ids.indexOf(id)),
    async alwaysShow(id) {
      const choice = currentChoice(core) ?? nothing;
      const services = { ...choice.services, [id]: true };
      return chooseExactly(page, { ...choice, services }, { method: 'embed', layer: 0 });
    },
    frameUrl: (id, url) =>
      `${fileUrl(`embed-${id}.html`).replace(/\?.*/, '')}#${encodeURIComponent(url)}`,
    language,
    css: data.css,
  });
}

function reasonOf(core: PageModule, service: number): string {
  return reasonNames[core.reason(service)] ?? 'record';
}

/** As if the visitor had granted everything: what holds a service even then is no matter of a choice. */
function reasonIfGranted(core: WholeModule, service: number): string {
  readRecords(core);
  const reason = reasonOf(core, service);
  const lines = core.choose(bitsOf(everything), '', false, Date.now() / 1000);
  const cookies = lines.map((line) => line.split(';')[0]).filter((pair) => !pair?.endsWith('='));
  readRecords(core, cookies.join('; '));
  return core.outcome(service) === outcome.granted ? reason : reasonOf(core, service);
}
