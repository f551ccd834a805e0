// SPDX-License-Identifier: MIT
/** What the inspector and the embeds are given of a running page. */
import { loadLanguage, pickLanguage, wantedLanguages } from '../banner/language.ts';
import type { EmbedsModule } from '../embeds/embed-context.ts';
import type { InspectorModule } from '../inspector/inspector-context.ts';
import { ownRecord, type PageModule, type StorageKind } from '../page-module.ts';
import { chosenServices } from '../records.ts';
import type { RunningPage } from '../running-page.ts';

/** Names of core/decision.h, `Reason`, by number. */
const reasonNames = [
  ...['record', 'expired', 'revision', 'malformed', 'gpc', 'sensitive_route'],
  ...['mandatory', 'exempt'],
];

/** Whether the page's address asks for it. */
export function asksForInspector(): boolean {
  return /[?&]akkoord=inspect\b/.test(location.search);
}

type InspectedPage = Pick<RunningPage, 'data' | 'core' | 'fileUrl' | 'install' | 'notes' | 'state'>;

export async function inspect(page: InspectedPage): Promise<unknown> {
  const { core, data, fileUrl, install, notes, state } = page;
  const module: InspectorModule = await import(fileUrl('akkoord-inspector.js'));
  const nameOf = (service: number): string | null =>
    service === ownRecord ? '' : (core.ids[service] ?? null);
  return module.openInspector({
    ...{ data, fileUrl, install, notes, state },
    reasons: () => Object.fromEntries(core.ids.map((id, service) => [id, reasonOf(core, service)])),
    pagePolicy: core.pagePolicy,
    classifyUrl: (url) => nameOf(core.classifyUrl(url)),
    classifyCookie: (name) => nameOf(core.classifyCookie(name)),
    classifyStorage: (kind: StorageKind, key) =>
      /^akkoord/.test(key) ? '' : nameOf(core.classifyStorage(kind, key)),
  });
}

export async function showEmbeds(page: RunningPage): Promise<void> {
  const { core, data, fileUrl, guard, records } = page;
  const module: EmbedsModule = await import(fileUrl('akkoord-embeds.js'));
  const language = loadLanguage(fileUrl(`${pickLanguage(wantedLanguages(), data.langs)}.json`));
  module.showPlaceholders({
    embeds: data.embeds ?? {},
    serviceOf: (url) => core.ids[core.classifyUrl(url)] ?? null,
    runs: (id) => guard.runs(core.ids.indexOf(id)),
    reason: (id) => reasonOf(core, core.ids.indexOf(id)),
    async alwaysShow(id) {
      records.read();
      const services = { ...chosenServices(core, records), [id]: true };
      return page.choose({ ...records.choice(), services });
    },
    frameUrl: (id, url) =>
      `${fileUrl(`embed-${id}.html`).replace(/\?.*/, '')}#${encodeURIComponent(url)}`,
    language,
    ...(data.theme ? { theme: data.theme } : {}),
  });
}

function reasonOf(core: PageModule, service: number): string {
  return reasonNames[core.reason(service)] ?? 'record';
}
