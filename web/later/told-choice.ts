// SPDX-License-Identifier: MIT
/**
 * A choice, told to the collector where the policy has one: kept first, so that it outlives a reload, and sent at once
 * where what sends it has come already.
 */
import { choiceOf, optionalCategories } from '../records.ts';
import type { RunningPage } from '../running-page.ts';
import type { ChoiceEvent } from '../tell/choice-event.ts';
import { senderOf } from '../tell/sender.ts';
import type { Teller, TellModule } from '../tell/tell.ts';
import { keep, type Waiting } from '../tell/waiting.ts';
import { laterData } from './later-data.ts';
import { exemption, type WholeModule } from './whole-module.ts';

/** Where a choice was made; `opened_ms`: when what asked was opened, on the page's own clock. */
export interface Asked {
  readonly method: 'banner' | 'settings' | 'embed';
  readonly layer: ChoiceEvent['layer'];
  readonly opened_ms?: number;
}

const most_listed = 64;
const most_hosts = 16;
const most_held = 1_000_000;
const longestChoice_s = 86_400;
/** Less the hashes, which come in later. */
const maxEventChars = 7_800;

/** The consent in force as it was before a choice; undefined where there was none. */
export function consentId(core: WholeModule): string | undefined {
  const id = core.recordId();
  return /[1-9a-f]/.test(id) ? id : undefined;
}

/** `former`: the id of the consent that the choice takes the place of. */
export function tellChoice(
  page: RunningPage,
  core: WholeModule,
  asked: Asked,
  former: string | undefined,
): void {
  if (!page.data.tell) return;
  const one: Waiting = {
    ...{ at_ms: 0, tries: 0, v: page.data.v },
    event: fitting(eventOf(page, core, asked, former)),
  };
  const isKept = keep(({ events }) => ({ renew_ms: 0, events: [...events, one] }));
  const send = (teller: Teller): void => teller.send(isKept ? undefined : one);
  if (page.teller) send(page.teller);
  else tellerOf(page).then(send, page.warn);
}

/** What tells the collector, loaded if need be. */
export async function tellerOf(page: RunningPage): Promise<Teller> {
  if (page.teller) return page.teller;
  const { tell }: TellModule = await import(page.fileUrl('akkoord-tell.js'));
  return tell(page, false);
}

function eventOf(
  page: RunningPage,
  core: WholeModule,
  { method, layer, opened_ms }: Asked,
  former: string | undefined,
): ChoiceEvent {
  const { data, shown_ms } = page;
  const chosen = choiceOf(core.choice());
  const services = exceptionsOf(core);
  const id = consentId(core);
  const isConsent =
    !!id &&
    (optionalCategories.some((name) => chosen[name]) || Object.values(services).includes(true));
  const choice = optionalCategories.map((name) => [name, isConsent && chosen[name]]);
  const now_ms = performance.now();
  const took_s = (now_ms - (shown_ms ?? opened_ms ?? now_ms)) / 1000;
  return {
    version: 1,
    id: isConsent ? id : newId(),
    ...(former && { previous_id: former }),
    ...senderOf(data, layer),
    method: former && !isConsent ? 'withdrawal' : method,
    layer,
    seconds_to_choice: Math.min(Math.round(took_s), longestChoice_s),
    choice: Object.fromEntries(choice),
    ...(isConsent && chosen.sensitive && laterData().sensitive && { sensitive: true }),
    services: isConsent ? services : {},
    issued_s: core.issued_s(),
    expires_s: core.expires_s(),
    ...(isConsent && whatWasHeld(page, core)),
  };
}

/** Services that need consent and were chosen apart; where they are too many, what was refused is told first. */
function exceptionsOf(core: WholeModule): Readonly<Record<string, boolean>> {
  const told = core.ids.flatMap((id, number): [string, boolean][] => {
    const exception = core.exception(number);
    return exception && isAsked(core, number) ? [[id, exception === 1]] : [];
  });
  return Object.fromEntries(told.sort((a, b) => Number(a[1]) - Number(b[1])).slice(0, most_listed));
}

function isAsked(core: WholeModule, number: number): boolean {
  return !!core.category(number) && core.exemption(number) === exemption.none;
}

/** By service how often, and hosts that no service claims: names, never addresses. */
function whatWasHeld(
  { guard }: RunningPage,
  core: WholeModule,
): Pick<ChoiceEvent, 'held' | 'unknown_hosts'> {
  const times = new Map<string, number>();
  const hosts = new Set<string>();
  for (const { kind, name, service, count } of guard.held()) {
    if (service && isAsked(core, core.ids.indexOf(service))) {
      times.set(service, Math.min((times.get(service) ?? 0) + count, most_held));
    } else if (!service && kind === 'request') {
      const host = name.replace(/:\d+$/, '').toLowerCase();
      if (isHostName(host)) hosts.add(host);
    }
  }
  return {
    ...(times.size && { held: Object.fromEntries([...times].slice(0, most_listed)) }),
    ...(hosts.size && { unknown_hosts: [...hosts].slice(0, most_hosts) }),
  };
}

/** Two labels at least, of which the last is no number. */
function isHostName(host: string): boolean {
  return (
    host.length < 254 &&
    /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+(?=[a-z\d-]*[a-z-])[a-z\d]([a-z\d-]*[a-z\d])?$/.test(host)
  );
}

/** The choice itself always fits; what was held beside it gives way. */
function fitting(event: ChoiceEvent): ChoiceEvent {
  const { unknown_hosts, ...rest } = event;
  const { held, ...least } = rest;
  const fits = (one: ChoiceEvent): boolean => JSON.stringify(one).length < maxEventChars;
  return [event, rest].find(fits) ?? least;
}

/** A UUID of version 7 (RFC 9562, 5.7). */
function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = [...crypto.getRandomValues(new Uint8Array(10))]
    .map((byte, at) => (at === 0 ? (byte & 15) | 0x70 : at === 2 ? (byte & 63) | 0x80 : byte))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return `${time}${random}`.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
