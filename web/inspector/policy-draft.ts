// SPDX-License-Identifier: MIT
/**
 * A policy to go on from: what this page's policy tells of itself, and what was met beyond it.
 *
 * It compiles as it is. What only people know (who, what for, how long) is a blank that says so: `FILL IN: ...`,
 * the country `ZZ`, a cookie's lifetime `session`. A page knows neither its sensitive routes nor own paths.
 */
import { noticeOf, type ServiceText } from '../banner/language.ts';
import type { CategoryName } from '../page-module.ts';
import type { FindingKind, MetFinding, UnknownFinding } from './inspection.ts';
import type { InspectorContext } from './inspector-context.ts';
import { readPageSources } from './page-sources.ts';
import type { Preset } from './presets.ts';

export interface DraftCookie {
  readonly name: string;
  readonly lifetime?: 'session';
  readonly lifetime_s?: number;
  readonly host?: string;
}

export interface DraftService {
  readonly $comment?: string;
  readonly id: string;
  readonly name: string;
  readonly category: CategoryName;
  readonly provider: { readonly name: string; readonly country: string; readonly notice?: string };
  readonly purpose: Readonly<Record<string, string>>;
  readonly urls?: readonly string[];
  readonly cookies?: readonly DraftCookie[];
  readonly local_storage?: readonly string[];
  readonly session_storage?: readonly string[];
  readonly indexed_db?: readonly string[];
  readonly caches?: readonly string[];
}

export type DraftEntry =
  | string
  | { readonly preset: string; readonly category: CategoryName }
  | DraftService;

export interface PolicyDraft {
  readonly $comment: string;
  readonly id: string;
  readonly revision: number;
  readonly site: Readonly<Record<string, unknown>>;
  readonly controller: Readonly<Record<string, string>>;
  readonly jurisdictions: readonly string[];
  readonly languages: readonly string[];
  readonly enforcement?: 'observe';
  readonly services: readonly DraftEntry[];
}

/** Texts of the services, by language. */
export type ServiceTexts = Readonly<Record<string, readonly ServiceText[]>>;

/** What is not known is held until the strictest category is granted, so that a blank lets nothing through. */
const unknownCategory: CategoryName = 'advertising';
const unknownCountry = 'ZZ';
const keyByKind = {
  local_storage: 'local_storage',
  session_storage: 'session_storage',
  indexed_db: 'indexed_db',
  cache: 'caches',
  storage: 'local_storage',
} as const;

/** As visitors are told; where that did not load, the strictest. */
export function categoryOf(id: string, texts: ServiceTexts): CategoryName {
  const told = Object.values(texts).flat();
  return told.find((service) => service.id === id)?.category ?? unknownCategory;
}

/** An entry for what no preset claims: a service with blanks. */
export function unknownService(
  kind: FindingKind | 'storage',
  name: string,
  languages: readonly string[],
): DraftService {
  const host = name.replace(/:\d+$/, '');
  const claim =
    kind === 'request'
      ? { urls: [host] }
      : kind === 'cookie'
        ? { cookies: [{ name, lifetime: 'session' as const }] }
        : { [keyByKind[kind]]: [name] };
  return {
    id: serviceId(kind === 'request' ? host : `${kind}-${name}`),
    name: kind === 'request' ? host : name,
    category: unknownCategory,
    provider: { name: 'FILL IN: who runs it', country: unknownCountry },
    purpose: blankPurpose(languages),
    ...claim,
  };
}

export function draftPolicy(
  context: InspectorContext,
  presets: readonly Preset[],
  texts: ServiceTexts,
  met: readonly MetFinding[],
  unknown: readonly UnknownFinding[],
): PolicyDraft {
  const { data } = context;
  const { sources, forms } = readPageSources(context.pagePolicy());
  const own = sources.filter((source) => context.classifyUrl(`https://${hostIn(source)}`) === null);
  const plain = own.filter((source) => !scheme.test(source));
  const sockets = own
    .filter((source) => scheme.test(source))
    .map((source) => source.replace(scheme, ''));
  const kept = Object.keys(context.reasons()).map((id): DraftEntry => {
    const category = categoryOf(id, texts);
    const preset = presets.find((one) => one.id === id);
    if (!preset) return knownService(id, category, data.langs, texts, met);
    return preset.category === category ? id : { preset: id, category };
  });
  const added = new Map(unknown.map(({ entry }) => [idOf(entry), entry]));
  for (const entry of kept) added.delete(idOf(entry));
  return {
    $comment: `Drafted by Akkoord's inspector at ${location.host}. Fill in what says FILL IN, the countries "${unknownCountry}", categories and lifetimes; take records, sensitive_routes, paths and banner over from the policy in use.`,
    id: data.id,
    revision: added.size ? data.r + 1 : data.r,
    site: {
      hosts: [location.hostname],
      ...(plain.length && { first_party: plain }),
      ...(sockets.length && { web_sockets: sockets }),
      ...(forms.length && { forms }),
      ...(data.webrtc && { webrtc: true }),
    },
    controller: {
      name: 'FILL IN: the legal name',
      country: unknownCountry,
      privacy_notice: noticeOf(data.text, data),
    },
    jurisdictions: [unknownCountry],
    languages: data.langs,
    ...(data.observe && { enforcement: 'observe' as const }),
    services: [...kept, ...added.values()],
  };
}

/** A service that the policy in use describes in full: what its visitors are told, and the hosts met. */
function knownService(
  id: string,
  category: CategoryName,
  languages: readonly string[],
  texts: ServiceTexts,
  met: readonly MetFinding[],
): DraftService {
  const told = Object.entries(texts).flatMap(([language, services]) => {
    const text = services.find((service) => service.id === id);
    return text ? [[language, text] as const] : [];
  });
  const text = told[0]?.[1];
  const hosts = met.filter(({ kind, service }) => kind === 'request' && service === id);
  return {
    $comment: 'From what visitors are told: compare with the policy in use.',
    id,
    name: text?.name ?? id,
    category,
    provider: {
      name: text?.provider ?? 'FILL IN: who runs it',
      country: text?.country || unknownCountry,
      ...(text?.notice && { notice: text.notice }),
    },
    purpose: {
      ...blankPurpose(languages),
      ...Object.fromEntries(told.map(([language, { purpose }]) => [language, purpose])),
    },
    ...(hosts.length && { urls: hosts.map(({ name }) => name.replace(/:\d+$/, '')) }),
    ...(text?.cookies.length && {
      cookies: text.cookies.map(([name, lifetime_s, host]) => ({
        name,
        ...(lifetime_s ? { lifetime_s } : { lifetime: 'session' as const }),
        ...(host && { host }),
      })),
    }),
    ...(text?.storage.length && { local_storage: text.storage }),
  };
}

function blankPurpose(languages: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(languages.map((language) => [language, 'FILL IN: what it is for']));
}

export function idOf(entry: DraftEntry): string {
  if (typeof entry === 'string') return entry;
  return 'preset' in entry ? entry.preset : entry.id;
}

/** In a policy's spelling: small letters, digits, single dashes, at most 64 bytes. */
function serviceId(text: string): string {
  const words = text.toLowerCase().match(/[a-z\d]+/g) ?? ['unnamed'];
  return words.join('-').slice(0, 64).replace(/-$/, '');
}

/** What sources of web sockets begin with, and no others. */
const scheme = /^wss?:\/\//;

function hostIn(source: string): string {
  return source.replace(scheme, '').replace(/^\*\./, 'any.');
}
