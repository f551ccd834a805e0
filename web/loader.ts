// SPDX-License-Identifier: MIT
/**
 * The script's entry: takes over from the bootstrap, lets the core decide, and wires guard and banner.
 *
 * Whatever goes wrong leaves optional tags held, and one line in the console that names the remedy.
 */
import { type AkkoordState, coreState, emptyState, everything, nothing, pageApi } from './api.ts';
import { type Banner, pageBanner } from './banner/banner.ts';
import type { Chooser, Settled } from './banner/chooser.ts';
import { guardPage } from './guard/guard.ts';
import { hold } from './guard/hold.ts';
import { writePolicy } from './guard/page-policy.ts';
import type { EarlyHandOver, HandOver } from './hand-over.ts';
import { comesLate, type Install, installOf } from './install.ts';
import type { Later } from './later/later.ts';
import { followOtherPages } from './other-pages.ts';
import type { PageData } from './page-data.ts';
import { openPageModule, outcome, type PageModule } from './page-module.ts';
import { policyText } from './quick-decision.ts';
import { type Choice, chosenServices, pageRecords, type Records } from './records.ts';
import { restoreReferrer } from './referrer.ts';
import { followRoutes } from './routes.ts';
import type { RunningPage } from './running-page.ts';
import { watchSeldom } from './seldom.ts';

declare const AKKOORD_DATA: PageData;

const gpc = !!navigator.globalPrivacyControl;

function start(data: PageData, script: HTMLScriptElement | null): void {
  const base = script?.src ?? location.href;
  const install = installOf(base);
  const fileUrl = (name: string): string => new URL(`${name}?v=${data.v}`, base).href;
  const before = window.akkoord;
  if (before && 'state' in before) {
    warn('akkoord.js is here twice. Remove one script tag.');
    return;
  }
  if (data.observe) {
    const core = openPageModule(data.wasm, data.blob);
    if (typeof core === 'string') warn(core);
    else
      import(fileUrl('akkoord-later.js')).then((later: Later) =>
        later.observePage({ data, core, install, fileUrl, warn }),
      );
    return;
  }
  const handOver = before?.k ? before : undefined;
  const held =
    handOver ?? hold(data.r, data.webrtc, undefined, before as EarlyHandOver | undefined);
  if (!held.h) data.paths?.(held);
  const core = openPageModule(data.wasm, data.blob);
  const faults: string[] = [];
  const isMissing = !handOver && install === 'snippet';
  if (isMissing) {
    faults.push(
      `snippet.html is missing or refused. Paste it first in head; where a policy forbids inline code, add '${data.hash}' to script-src.`,
    );
  } else if (held.r !== data.r) {
    faults.push(
      `the snippet is of revision ${held.r}, akkoord.js of ${data.r}. Paste the new snippet.html.`,
    );
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
    runPage(data, install, fileUrl, core, held, isMissing, fault);
    return;
  }
  if (!handOver) writePolicy(policyText([]));
  const refuse = async (): Promise<never> => {
    throw new Error(fault);
  };
  window.akkoord = pageApi(() => emptyState(data), refuse, refuse, refuse);
}

function runPage(
  data: PageData,
  install: Install,
  fileUrl: RunningPage['fileUrl'],
  core: PageModule,
  handOver: HandOver,
  isLate: boolean,
  fault: string,
): void {
  const records = pageRecords(core, gpc);
  let asked = records.read();
  // Without the bootstrap, what ran ahead of this line ran unheld: nothing optional joins it.
  if (isLate) core.decide('', location.pathname, location.hostname, 0, gpc);
  const later = (): Promise<Later> => import(fileUrl('akkoord-later.js'));
  const guard = guardPage(core, handOver, (name, cookie) => {
    later().then(({ notePath }) => notePath(name, cookie));
  });
  /** Decides anew; ids of the services that this ends. */
  const decide = (): readonly string[] => {
    asked = records.read();
    return guard.narrow();
  };
  decide();
  guard.sweep();

  const state = (): AkkoordState => ({
    ...emptyState(data),
    ...coreState(core, records, asked),
    held: guard.held(),
    undeletable: guard.undeletable(),
  });
  /** What records that differ from those of this page ask of it. */
  const settle = async (ended: readonly string[], elsewhere?: boolean): Promise<Settled> => {
    announce('change', state());
    const isWidened = core.ids.some(
      (_, service) => core.outcome(service) === outcome.granted && !guard.runs(service),
    );
    if (!ended.length && !isWidened) return 'saved';
    try {
      return (await later()).settle(page, ended, elsewhere);
    } catch {
      if (!ended.length) return 'saved_next_page';
      location.reload();
      return 'reloads';
    }
  };
  const choose = async (choice: Choice): Promise<Settled> => {
    const kept = records.write(choice);
    const ended = decide();
    guard.sweep();
    // Records that can't be kept grant nothing, and so may end what runs here.
    if (!kept && !ended.length) return 'not_kept';
    tellOthers();
    return settle(ended);
  };
  let banner: Promise<Banner> | undefined;
  const page: RunningPage = {
    ...{ data, install, core, records, guard, fileUrl, warn, state, choose },
    typed: typedInto(),
    notes: fault ? [fault] : [],
  };
  window.akkoord = pageApi(
    state,
    choose,
    async () => {
      if (!banner) throw new Error(fault || 'Akkoord asks in the page around this frame.');
      return (await banner).open();
    },
    async () => (await later()).inspect(page),
  );
  watchSeldom(page, handOver, later);
  followRoutes(decide);
  const recordNow = (): string => `${asked} ${core.issued_s()} ${core.recordId()}`;
  const tellOthers = followOtherPages(() => {
    const before = recordNow();
    const ended = decide();
    if (recordNow() === before) return;
    guard.sweep();
    if (asked) banner?.then(({ close }) => close());
    settle(ended, true);
  });
  if (fault) {
    // Said already.
  } else if (mayAsk()) {
    const ready = asked;
    // Those who wait for the core need not wait for the banner.
    banner = Promise.resolve().then(() =>
      pageBanner(data, fileUrl, chooser(core, records, choose)),
    );
    banner.then(({ ask }) => ready || ask());
  } else if (!asked) {
    warn('this frame does not ask, the page around it does. Open the frame by itself to ask.');
  }
  announce('ready', state());
}

function chooser(core: PageModule, records: Records, choose: Chooser['choose']): Chooser {
  return {
    gpc,
    choose,
    warn,
    everything,
    nothing,
    current: () =>
      records.read()
        ? { choice: records.choice(), services: chosenServices(core, records) }
        : undefined,
  };
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

function announce(event: 'ready' | 'change', state: AkkoordState): void {
  document.dispatchEvent(new CustomEvent(`akkoord:${event}`, { detail: state }));
}

function warn(line: string): void {
  console.warn(`Akkoord: ${line}`);
}

start(AKKOORD_DATA, document.currentScript as HTMLScriptElement | null);
