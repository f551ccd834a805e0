// SPDX-License-Identifier: MIT
/** A choice, as visitors and pages make it: written as cookies, read back, and put in force. */
import type { AcceptOptions } from '../api.ts';
import type { Chooser, Settled } from '../banner/chooser.ts';
import { cookieName } from '../guard/cookie-writes.ts';
import { cookiePlaces } from '../guard/sweep.ts';
import {
  type CategoryChoice,
  type Choice,
  choiceNames,
  choiceOf,
  type OptionalCategory,
  readRecords,
  storedCookies,
} from '../records.ts';
import type { RunningPage } from '../running-page.ts';
import { isOwn } from '../tell/renewal.ts';
import { laterData } from './later-data.ts';
import { settle } from './settle.ts';
import { type Asked, consentId, tellChoice, tellerOf } from './told-choice.ts';
import { exemption, type WholeModule, wholeModule } from './whole-module.ts';

export const everything: Choice = { ...choiceOf(15), services: {} };
export const nothing: Choice = { ...choiceOf(0), services: {} };

/** Grants `categories` and what `options` names, and refuses the rest. */
export function choiceFor(
  categories: readonly OptionalCategory[],
  { services = {}, sensitive = false }: AcceptOptions = {},
): Choice {
  const granted = categories.map((category) => [category, true]);
  return { ...nothing, ...Object.fromEntries(granted), sensitive, services };
}

/** With options it is the page's own code that chooses, for a banner of its own perhaps; else it is ours. */
export async function choose(
  page: RunningPage,
  categories: readonly OptionalCategory[],
  options?: AcceptOptions,
): Promise<Settled> {
  const layer = options ? 0 : 1;
  return chooseExactly(page, choiceFor(categories, options), { method: 'banner', layer });
}

export async function chooseExactly(
  page: RunningPage,
  choice: Choice,
  asked: Asked,
): Promise<Settled> {
  const core = wholeModule(page.data);
  const former = readRecords(core) ? consentId(core) : undefined;
  const kept = writeRecords(core, choice);
  const ended = page.decide();
  page.guard.sweep();
  // Records that can't be kept grant nothing, and so may end what runs here.
  if (!kept && !ended.length) return 'not_kept';
  if (kept) tellChoice(page, core, asked, former);
  page.tellOthers();
  return settle(page, ended);
}

/** What the second layer asks through. */
export function chooserOf(page: RunningPage): Chooser {
  return {
    gpc: !!navigator.globalPrivacyControl,
    ...{ everything, nothing },
    choose: (choice, opened_ms) =>
      chooseExactly(page, choice, { method: 'settings', layer: 2, opened_ms }),
    current: () => currentChoice(wholeModule(page.data)),
    saveReceipt: receiptOf(page),
  };
}

/** What saves the proof of the consent in force; undefined where there is none to be had. */
export function receiptOf(page: RunningPage): Chooser['saveReceipt'] {
  const { endpoint } = laterData();
  const core = wholeModule(page.data);
  if (!endpoint || !isOwn({ endpoint }) || !readRecords(core) || !consentId(core)) return undefined;
  return async () => {
    try {
      return await (await tellerOf(page)).saveReceipt();
    } catch {
      return 'later';
    }
  };
}

/** The choice in force, service by service; undefined where there is none. */
export function currentChoice(core: WholeModule): Choice | undefined {
  if (!readRecords(core)) return undefined;
  return { ...choiceOf(core.choice()), services: chosenServices(core) };
}

/** Writes and reads back; false where the browser does not keep it. */
function writeRecords(core: WholeModule, choice: Choice): boolean {
  const bits = bitsOf(choice);
  readRecords(core);
  const exceptions = exceptionsOf(choice.services, core, bits);
  const lines = core.choose(bits, exceptions, location.protocol === 'https:', Date.now() / 1000);
  const seen = storedCookies();
  const places = cookiePlaces(location.hostname, location.pathname);
  try {
    for (const line of lines) {
      const name = cookieName(line);
      // A twin on another domain or path, a former banner's perhaps, would be read beside ours.
      const twins = seen.includes(name) ? places : [];
      const deletions = twins.map((place) => `${name}=; Max-Age=0${place}`);
      // biome-ignore lint/suspicious/noDocumentCookie: read back in this very turn
      for (const cookie of [...deletions, line]) document.cookie = cookie;
    }
  } catch {
    return false;
  }
  const isCurrent = readRecords(core) && core.choice() === bits;
  return isCurrent && exceptionsOf(chosenServices(core), core, bits) === exceptions;
}

export function bitsOf(choice: CategoryChoice): number {
  return choiceNames.reduce((bits, name, bit) => bits | (Number(choice[name]) << bit), 0);
}

/** Whether the choice's categories let a service run, or no page of the site needs consent for it. */
function runsByCategory(core: WholeModule, number: number, bits: number): boolean {
  const category = core.category(number);
  return (
    !category ||
    core.exemption(number) === exemption.everywhere ||
    !!((bits << 1) & (1 << category))
  );
}

/** Whether a service runs on this page that the choice does not name. */
function runsUnnamed(core: WholeModule, number: number, bits: number): boolean {
  return runsByCategory(core, number, bits) || core.exemption(number) === exemption.here;
}

/** `+youtube.-hotjar`, in the policy's order: the services that do otherwise than if they were not named. */
function exceptionsOf(services: Choice['services'], core: WholeModule, bits: number): string {
  return core.ids
    .flatMap((id, number) => {
      const unnamed = runsByCategory(core, number, bits);
      const granted = services[id] ?? unnamed;
      const kind = core.exemption(number);
      if (!core.category(number)) return [];
      // Exempt on some pages, it runs there until it is named: a refusal says so, whichever page took it. Not to
      // object is no consent for the others, so what runs here without consent stays unnamed.
      if (kind === exemption.elsewhere || kind === exemption.here) {
        if (!granted) return `-${id}`;
        if (kind === exemption.here && core.exception(number) !== 1) return [];
      }
      return granted === unnamed ? [] : `${granted ? '+' : '-'}${id}`;
    })
    .join('.');
}

/** By id, what the visitor chose for each service, circumstances aside. */
function chosenServices(core: WholeModule): Choice['services'] {
  const chose = (number: number): boolean => {
    const exception = core.exception(number);
    return exception ? exception === 1 : runsUnnamed(core, number, core.choice());
  };
  return Object.fromEntries(core.ids.map((id, number) => [id, chose(number)]));
}
