// SPDX-License-Identifier: MIT
/**
 * The script's entry: takes over from the bootstrap, lets the core decide, and wires guard and banner.
 *
 * Whatever goes wrong leaves optional tags held, and one line in the console that names the remedy.
 */
import { type Actions, type AkkoordState, coreState, emptyState, pageApi } from './api.ts';
import { type Banner, pageBanner } from './banner/banner.ts';
import type { Settled } from './banner/chooser.ts';
import { guardPage } from './guard/guard.ts';
import { hold } from './guard/hold.ts';
import { writePolicy } from './guard/page-policy.ts';
import type { EarlyHandOver, HandOver } from './hand-over.ts';
import { comesLate, installOf } from './install.ts';
import type { Later } from './later/later.ts';
import { followOtherPages } from './other-pages.ts';
import type { PageData } from './page-data.ts';
import { openPageModule, ownRecord, type PageModule } from './page-module.ts';
import { policyText } from './quick-decision.ts';
import { readRecords } from './records.ts';
import { restoreReferrer } from './referrer.ts';
import { followRoutes } from './routes.ts';
import type { RunningPage } from './running-page.ts';
import { watchSeldom } from './seldom.ts';

declare const AKKOORD_DATA: PageData;

function start(data: PageData, script: HTMLScriptElement | null): void {
  const base = script?.src ?? location.href;
  const install = installOf(base);
  const fileUrl = (name: string): string => new URL(`${name}?v=${data.v}`, base).href;
  const before = window.akkoord;
  if (before && 'state' in before) {
    warn('akkoord.js is here twice. Remove one script tag.');
    return;
  }
  const loadLater = (): Promise<Later> => import(fileUrl('akkoord-later.js'));
  if (data.observe) {
    loadLater()
      .then(({ observePage }) => observePage({ data, install, fileUrl, warn }))
      .catch(warn);
    return;
  }
  const handOver = before?.k ? before : undefined;
  const held =
    handOver ?? hold(data.r, data.webrtc, undefined, before as EarlyHandOver | undefined);
  if (!held.h) data.paths?.(held, data.path_services);
  const core = openPageModule(data.wasm, data.blob);
  const faults: string[] = [];
  const isMissing = !handOver && install === 'snippet';
  if (isMissing) {
    faults.push(
      'snippet.html is missing or refused. Paste it first in head, or add the hash that akkoord compile prints to script-src.',
    );
  } else if (held.r !== data.r) {
    faults.push(`snippet.html is of revision ${held.r}, akkoord.js of ${data.r}. Paste it anew.`);
  }
  if (typeof core === 'string') faults.push(core);
  const fault = faults.length ? `tags stay held: ${faults.join(' ')}` : '';
  if (fault) warn(fault);
  else if (install === 'tag' && script && comesLate(script)) {
    warn('what stands before it was not held. Put tag.html first in head, not async or defer.');
  }
  try {
    if (!handOver) restoreReferrer();
  } catch {
    // Without storage none was kept.
  }

  if (typeof core !== 'string') {
    runPage({ data, install, fileUrl, core, handOver: held }, loadLater, isMissing, fault);
    return;
  }
  if (!handOver) writePolicy(policyText([]));
  const refuse = async (): Promise<never> => {
    throw new Error(fault);
  };
  window.akkoord = pageApi({
    state: () => emptyState(data),
    ...{ choose: refuse, open: refuse, inspect: refuse },
  });
}

function runPage(
  opened: Pick<RunningPage, 'data' | 'install' | 'fileUrl' | 'core' | 'handOver'>,
  loadLater: () => Promise<Later>,
  isLate: boolean,
  fault: string,
): void {
  const { data, fileUrl, core, handOver } = opened;
  data.follow?.(core, data);
  let asked = readRecords(core);
  if (asked && isOutdated(core, handOver)) {
    location.reload();
    return;
  }
  // Without the bootstrap, what ran ahead of this line ran unheld: nothing optional joins it.
  if (isLate) core.decide('', location.pathname, location.hostname, 0, false);
  let loaded: Promise<Later> | undefined;
  const later = (): Promise<Later> => {
    loaded ??= loadLater().then((module) => {
      module.answerPage(page);
      return module;
    });
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
  // A frame without an origin can't import it.
  const wake = (): unknown => origin !== 'null' && later().catch(warn);
  const guard = guardPage(core, handOver, (name, cookie) => {
    later().then(({ notePath }) => notePath(name, cookie), warn);
  });
  const decide = (): readonly string[] => {
    asked = readRecords(core);
    return guard.narrow();
  };
  decide();
  guard.sweep();

  const state = (): AkkoordState => ({
    ...emptyState(data),
    ...coreState(core, asked),
    held: guard.held(),
    undeletable: guard.undeletable(),
  });
  const recordNow = (): string => `${asked} ${core.issued_s()} ${core.recordId()}`;
  let banner: Promise<Banner> | undefined;
  const tellOthers = followOtherPages((isUnseen) => {
    const before = recordNow();
    const ended = decide();
    if (recordNow() === before) return;
    guard.sweep();
    if (asked) banner?.then(({ close }) => close());
    later().then(
      ({ settle }) => settle(page, ended, isUnseen ? 'unseen' : 'elsewhere'),
      () => ended.length && location.reload(),
    );
  });
  const page: RunningPage = {
    ...opened,
    ...{ guard, warn, state, decide, tellOthers },
    met: watchSeldom(data, handOver, wake),
    typed: typedInto(),
    notes: fault ? [fault] : [],
  };
  const choose = async (...choice: Parameters<Actions['choose']>): Promise<Settled> =>
    (await later()).choose(page, ...choice);
  window.akkoord = pageApi({
    state() {
      if (page.met.refusals.length) wake();
      return state();
    },
    choose,
    async open() {
      if (!banner) throw new Error(fault || 'Akkoord does not ask here.');
      return (await banner).open();
    },
    inspect: async () => (await later()).inspect(page),
  });
  followRoutes(decide);
  if (fault || data.quiet === 2) {
    // Said already, or nothing to ask.
  } else if (mayAsk()) {
    const ready = asked || data.quiet;
    const chooser = async () => (await later()).chooserOf(page);
    // Those who wait for the core need not wait for the banner.
    banner = Promise.resolve().then(() => pageBanner(data, { choose, chooser, fileUrl, warn }));
    banner.then(({ ask }) => {
      if (!ready) ask();
      data.tell?.(page, !ready);
    });
  } else if (!asked) {
    warn('this frame does not ask. Open the frame by itself to ask.');
  }
  document.dispatchEvent(new CustomEvent('akkoord:ready', { detail: state() }));
}

/**
 * Whether a choice was made since the bootstrap ran, in another tab: the page was made from other records. Not where
 * the page itself writes records, which would load it again without end.
 */
function isOutdated(core: PageModule, { c, k }: HandOver): boolean {
  const isWritten = [...k.keys()].some((key) => core.classifyCookie(key.slice(1)) === ownRecord);
  return !isWritten && c?.includes(`.${core.issued_s()}.${core.expires_s()}.`) === false;
}

/** What the visitor types into, as long as the page stands: a reload would take it. */
function typedInto(): ReadonlySet<EventTarget> {
  const typed = new Set<EventTarget>();
  const note = (event: Event): void => {
    const [first] = event.composedPath();
    const isOurs = /^AKKOORD/.test((event.target as Element).tagName);
    if (first && event.isTrusted && !isOurs) typed.add(first);
  };
  addEventListener('input', note, true);
  return typed;
}

/** In a frame only when no page around it asks, which can be seen where all are of this origin. */
function mayAsk(): boolean {
  try {
    for (let page: Window = window; page !== page.parent; ) {
      page = page.parent;
      if (page.akkoord) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function warn(line: unknown): void {
  console.warn(`Akkoord: ${line}`);
}

start(AKKOORD_DATA, document.currentScript as HTMLScriptElement | null);
