// SPDX-License-Identifier: MIT
/** What the inspector and the embeds are given of a running page. */
import { everything } from '../api.ts';
import { loadLanguage, pickLanguage, wantedLanguages } from '../banner/language.ts';
import type { EmbedsModule } from '../embeds/embed-context.ts';
import type { InspectorModule } from '../inspector/inspector-context.ts';
import { outcome, ownRecord, type PageModule, type StorageKind } from '../page-module.ts';
import { bitsOf, chosenServices } from '../records.ts';
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
    reason: (id) => reasonIfGranted(page, core.ids.indexOf(id)),
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

/** As if the visitor had granted everything: what holds a service even then is no matter of a choice. */
function reasonIfGranted({ core, records }: RunningPage, service: number): string {
  const { hostname, pathname } = location;
  const now_s = Date.now() / 1000;
  const lines = core.choose(bitsOf(everything), '', false, now_s);
  const cookies = lines.map((line) => line.split(';')[0]).filter((pair) => !pair?.endsWith('='));
  core.decide(cookies.join('; '), pathname, hostname, now_s, !!navigator.globalPrivacyControl);
  const isGranted = core.outcome(service) === outcome.granted;
  const reason = reasonOf(core, service);
  records.read();
  return isGranted ? reasonOf(core, service) : reason;
}
