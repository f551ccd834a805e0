// SPDX-License-Identifier: MIT
/**
 * The script's entry: takes over from the bootstrap, lets the core decide, and wires guard and banner.
 *
 * Whatever goes wrong leaves optional tags held, and one line in the console that names the remedy.
 */
import { type AkkoordState, coreState, everything, nothing, pageApi } from './api.ts';
import { type Banner, type Chooser, pageBanner, type Settled } from './banner/banner.ts';
import { isWidened, reloadPage } from './grant.ts';
import { gateCookieWrites } from './guard/cookie-writes.ts';
import { type Guard, guardPage } from './guard/guard.ts';
import { admitsMore, writePolicy } from './guard/page-policy.ts';
import { gateStorageWrites } from './guard/storage-writes.ts';
import { closedGate, type WriteGate } from './guard/write-gate.ts';
import type { HandOver } from './hand-over.ts';
import type { PageData } from './page-data.ts';
import { type Fault, openPageModule, type PageModule } from './page-module.ts';
import { opening, policyText } from './quick-decision.ts';
import { type Choice, chosenServices, pageRecords, type Records } from './records.ts';
import { isWithdrawn, withdraw } from './withdrawal.ts';

declare const AKKOORD_DATA: PageData;

const faults: Readonly<Record<Fault, string>> = {
  refused:
    "this page's policy or browser refuses WebAssembly. Add 'wasm-unsafe-eval' to script-src.",
  damaged: 'akkoord.js is damaged. Upload it again as akkoord compile wrote it.',
};

function start(data: PageData, base: string): void {
  const before = window.akkoord;
  if (before && 'state' in before) {
    warn('akkoord.js is on this page twice; the second does nothing. Remove one script tag.');
    return;
  }
  const handOver = before && 'k' in before ? before : undefined;
  const core = openPageModule(data.wasm, data.blob);
  const found: string[] = [];
  if (!handOver) {
    found.push(
      `snippet.html is missing or refused. Paste it first in head; where a policy forbids inline code, add '${data.hash}' to script-src.`,
    );
  } else if (handOver.r !== data.r) {
    found.push(
      `the page's snippet is of revision ${handOver.r}, akkoord.js of ${data.r}. Paste the new snippet.html.`,
    );
  }
  if (typeof core === 'string') found.push(faults[core]);
  const fault = found.length ? `optional tags stay held: ${found.join(' ')}` : '';
  if (fault) warn(fault);

  const gate = handOver ?? gateWrites();
  if (typeof core !== 'string') {
    runPage(data, base, core, gate, handOver, fault);
    return;
  }
  if (!handOver) writePolicy(policyText([opening], ''));
  const refuse = (): Promise<never> => Promise.reject(new Error(fault));
  window.akkoord = pageApi(() => emptyState(data), refuse, refuse);
}

function runPage(
  data: PageData,
  base: string,
  core: PageModule,
  gate: WriteGate,
  handOver: HandOver | undefined,
  fault: string,
): void {
  const gpc = navigator.globalPrivacyControl === true;
  const records = pageRecords(core, gpc);
  let asked = records.read();
  // Without the bootstrap, what ran ahead of this line ran unheld: nothing optional joins it.
  if (!handOver) core.decide('', location.pathname, location.hostname, 0, gpc);
  const allowed = core.pagePolicy();
  if (!handOver || admitsMore(handOver.p, allowed)) writePolicy(allowed);
  const guard = guardPage(core, gate);
  hearViolations(guard, handOver);
  if (!handOver) asked = records.read();

  const state = (): AkkoordState => ({
    policy: data.id,
    revision: data.r,
    ...coreState(core, records, asked),
    gpc,
    held: guard.held(),
    enforcing: true,
  });
  const choose = async (choice: Choice): Promise<Settled> => {
    const kept = records.write(choice);
    asked = records.read();
    if (!kept) return 'not_kept';
    announce('change', state());
    return settle(data, core, guard);
  };
  let banner: Promise<Banner> | undefined;
  window.akkoord = pageApi(state, choose, async () => {
    if (!banner) throw new Error(fault || 'Akkoord asks in the page around this frame.');
    return (await banner).open();
  });
  keepWatch(core, records, guard);
  if (!fault && mayAsk()) {
    const ready = asked;
    banner = whenBody().then(() => pageBanner(data, base, chooser(core, records, gpc, choose)));
    banner.then((made) => ready || made.ask());
  } else if (!fault && !asked) {
    warn('this frame does not ask for consent, the page around it does. Open it by itself to ask.');
  }
  announce('ready', state());
}

/** What a written choice asks of this page. */
async function settle(data: PageData, core: PageModule, guard: Guard): Promise<Settled> {
  if (isWithdrawn(core, guard.runs)) {
    await withdraw(guard.sweep, reloadPage);
    return 'reloads';
  }
  guard.sweep();
  if (!isWidened(core, guard.runs)) return 'saved';
  if (data.on_grant !== 'reload') return 'saved_next_page';
  reloadPage();
  return 'reloads';
}

function chooser(
  core: PageModule,
  records: Records,
  gpc: boolean,
  choose: Chooser['choose'],
): Chooser {
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

function hearViolations(guard: Guard, handOver: HandOver | undefined): void {
  if (!handOver) {
    document.addEventListener('securitypolicyviolation', guard.readViolation);
    return;
  }
  const buffered = handOver.v;
  if (Array.isArray(buffered)) buffered.forEach(guard.readViolation);
  handOver.v = { length: 0, push: guard.readViolation };
}

function gateWrites(): WriteGate {
  const gate = closedGate(() => false);
  for (const hook of [gateCookieWrites, gateStorageWrites]) {
    try {
      hook(gate);
    } catch {
      // Cookies or storage that the browser refuses hold nothing.
    }
  }
  return gate;
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

function whenBody(): Promise<void> {
  return new Promise((resolve) => {
    if (document.body) {
      resolve();
      return;
    }
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      resolve();
    }).observe(document.documentElement, { childList: true });
  });
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
    gpc: navigator.globalPrivacyControl === true,
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

const script = document.currentScript;
start(AKKOORD_DATA, script instanceof HTMLScriptElement ? script.src : location.href);
