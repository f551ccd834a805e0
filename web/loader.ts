// SPDX-License-Identifier: MIT
/**
 * The script's entry: takes over from the bootstrap, lets the core decide, and wires guard and banner.
 *
 * Whatever goes wrong leaves optional tags held, and one line in the console that names the remedy.
 */
import { type AkkoordState, coreState, everything, nothing, pageApi } from './api.ts';
import { type Banner, pageBanner } from './banner/banner.ts';
import type { Chooser, Settled } from './banner/chooser.ts';
import { isWidened, reloadPage } from './grant.ts';
import { type Guard, guardPage } from './guard/guard.ts';
import { hold } from './guard/hold.ts';
import { admitsMore, writePolicy } from './guard/page-policy.ts';
import type { HandOver } from './hand-over.ts';
import { comesLate, installOf } from './install.ts';
import type { PageData } from './page-data.ts';
import { openPageModule, type PageModule } from './page-module.ts';
import { policyText } from './quick-decision.ts';
import { type Choice, chosenServices, pageRecords, type Records } from './records.ts';
import { restoreReferrer } from './referrer.ts';
import { isWithdrawn, withdraw } from './withdrawal.ts';

declare const AKKOORD_DATA: PageData;

const gpc = !!navigator.globalPrivacyControl;

function start(data: PageData, script: HTMLScriptElement | null): void {
  const base = script?.src ?? location.href;
  const install = installOf(base);
  const before = window.akkoord;
  if (before && 'state' in before) {
    warn('akkoord.js is on this page twice; the second does nothing. Remove one script tag.');
    return;
  }
  const handOver = before && 'k' in before ? before : undefined;
  const held = handOver ?? hold(data.r);
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
    warn(
      'what stands before its tag was not held. Put tag.html first in head, without async or defer.',
    );
  }
  try {
    if (!handOver) restoreReferrer();
  } catch {
    // Without storage none was kept.
  }

  if (typeof core !== 'string') {
    runPage(data, base, core, held, isMissing, fault);
    return;
  }
  if (!handOver) writePolicy(policyText([]));
  const refuse = async (): Promise<never> => {
    throw new Error(fault);
  };
  window.akkoord = pageApi(() => emptyState(data), refuse, refuse);
}

function runPage(
  data: PageData,
  base: string,
  core: PageModule,
  handOver: HandOver,
  isLate: boolean,
  fault: string,
): void {
  const records = pageRecords(core, gpc);
  let asked = records.read();
  // Without the bootstrap, what ran ahead of this line ran unheld: nothing optional joins it.
  if (isLate) core.decide('', location.pathname, location.hostname, 0, gpc);
  const allowed = core.pagePolicy();
  if (admitsMore(handOver.p, allowed)) writePolicy(allowed);
  const guard = guardPage(core, handOver);
  if (isLate) asked = records.read();

  const state = (): AkkoordState => ({
    ...emptyState(data),
    ...coreState(core, records, asked),
    held: guard.held(),
  });
  const choose = async (choice: Choice): Promise<Settled> => {
    const kept = records.write(choice);
    asked = records.read();
    // Records that can't be kept grant nothing, and so may end what runs here.
    if (!kept && !isWithdrawn(core, guard.runs)) return 'not_kept';
    announce('change', state());
    return settle(data, core, guard);
  };
  let banner: Promise<Banner> | undefined;
  window.akkoord = pageApi(state, choose, async () => {
    if (!banner) throw new Error(fault || 'Akkoord asks in the page around this frame.');
    return (await banner).open();
  });
  keepWatch(core, records, guard);
  if (fault) {
    // Said already.
  } else if (mayAsk()) {
    const ready = asked;
    // Those who wait for the core need not wait for the banner.
    banner = Promise.resolve().then(() => pageBanner(data, base, chooser(core, records, choose)));
    banner.then(({ ask }) => ready || ask());
  } else if (!asked) {
    warn('this frame does not ask, the page around it does. Open the frame by itself to ask.');
  }
  announce('ready', state());
}

/** What a written choice asks of this page. */
async function settle(data: PageData, core: PageModule, guard: Guard): Promise<Settled> {
  if (isWithdrawn(core, guard.runs)) {
    // Nothing more leaves while what was stored is deleted.
    writePolicy(core.pagePolicy());
    await withdraw(guard.sweep, reloadPage);
    return 'reloads';
  }
  guard.sweep();
  if (!isWidened(core, guard.runs)) return 'saved';
  if (data.on_grant !== 'reload') return 'saved_next_page';
  reloadPage();
  return 'reloads';
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

/** Later moments at which services without consent may have left something, or the records differ. */
function keepWatch(core: PageModule, records: Records, guard: Guard): void {
  guard.sweep();
  addEventListener('load', guard.sweep);
  addEventListener('pagehide', guard.sweep);
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    records.read();
    if (isWidened(core, guard.runs) || isWithdrawn(core, guard.runs)) reloadPage();
  });
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

function emptyState({ id, r }: PageData): AkkoordState {
  const { services, ...choice } = nothing;
  return {
    policy: id,
    revision: r,
    asked: false,
    choice,
    services: {},
    record: null,
    gpc,
    held: [],
    enforcing: true,
  };
}

function announce(event: 'ready' | 'change', state: AkkoordState): void {
  document.dispatchEvent(new CustomEvent(`akkoord:${event}`, { detail: state }));
}

function warn(line: string): void {
  console.warn(`Akkoord: ${line}`);
}

start(AKKOORD_DATA, document.currentScript as HTMLScriptElement | null);
