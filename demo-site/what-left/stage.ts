// SPDX-License-Identifier: MIT
/**
 * The stage: left the clinic's page, right what left it and what was held, live.
 *
 * What left comes from the server, which plays every vendor; what was held, and what is stored, from the page.
 */
import { ClinicFrame, type FrameView, type StoredName } from './clinic-frame.ts';
import { drawFigure, drawList } from './panel.ts';
import { startOver } from './start-over.ts';
import { type Sighting, sum, tally } from './tally.ts';

/** One visit as `/what-left/events` tells it. */
interface Visit {
  readonly number: number;
  readonly kind: 'page' | 'request';
  readonly host: string;
  readonly service: string | null;
  readonly category: string | null;
  readonly cookies: readonly string[];
}

interface Named extends StoredName {
  readonly service: string | null;
  readonly category: string | null;
  /** Kept by the clinic itself, which tells nobody. */
  readonly own: boolean;
}

/** Akkoord's own records: no service of the policy, and nothing that left. */
const record_prefix = 'cookie_consent_';

const at = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the stage lacks #${id}`);
  return found;
};

const frame = at('clinic') as HTMLIFrameElement;
const protection = (at('on') as HTMLAnchorElement).host === location.host;
at(protection ? 'on' : 'off').setAttribute('aria-current', 'true');
document.body.classList.toggle('unprotected', !protection);

let names: Record<string, string> = {};
let left: Sighting[] = [];
let left_before = 0;
let pages = 0;
let last_page = 0;
let view: FrameView = { held: [], held_before: 0, stored: [], address: '', asked: false };
const named = new Map<string, Named>();
let drawn = '';

function follow(): void {
  const events = new EventSource('/what-left/events');
  // A connection that is made again tells the last page view from its start.
  events.addEventListener('names', ({ data }) => {
    names = JSON.parse(data);
    left = [];
    draw();
  });
  events.addEventListener('visit', ({ data }) => {
    const visit = JSON.parse(data) as Visit;
    if (visit.kind === 'page') {
      left_before += requests(left);
      left = [];
      if (visit.number > last_page) pages += 1;
      last_page = visit.number;
    } else {
      const { service, category, host } = visit;
      left.push({ service, category, kind: 'request', name: host, count: 1 });
      for (const name of visit.cookies) {
        left.push({ service, category, kind: 'cookie', name, count: 0, host });
      }
    }
    draw();
  });
}

function requests(sightings: readonly Sighting[]): number {
  return sightings.reduce((total, { count }) => total + count, 0);
}

/** What vendors' scripts stored in the page: it counts for no request, yet belongs to what they got. */
function stored(): Sighting[] {
  return view.stored.flatMap((each) => {
    const is = named.get(keyOf(each));
    if (!is || is.category === 'mandatory' || is.own) return [];
    const kind = each.kind === 'cookie' ? 'cookie' : 'storage';
    return [{ ...is, kind, count: 0 }];
  });
}

function keyOf({ kind, name }: StoredName): string {
  return `${kind} ${name}`;
}

async function nameStored(): Promise<void> {
  const fresh = view.stored.filter(
    (each) => !named.has(keyOf(each)) && !each.name.startsWith(record_prefix),
  );
  if (fresh.length === 0) return;
  for (const each of fresh)
    named.set(keyOf(each), { ...each, service: null, category: 'mandatory', own: true });
  const query = new URLSearchParams(fresh.map(({ kind, name }) => [kind, name]));
  const answer = await fetch(`/what-left/names?${query}`);
  for (const each of (await answer.json()) as Named[]) named.set(keyOf(each), each);
  draw();
}

function draw(): void {
  const gone = tally([...left, ...stored()]);
  const kept = tally(view.held);
  const state = JSON.stringify([
    ...[left.length, left_before, pages, view, names],
    gone.map(({ stored }) => stored.size),
  ]);
  if (state === drawn) return;
  drawn = state;
  drawFigure(at('left-count'), at('left-bar'), gone);
  drawFigure(at('held-count'), at('held-bar'), kept);
  drawList(at('left-list'), gone, names, 'Nothing. No other company knows of this visit.');
  const none_held = protection
    ? 'Nothing tried to leave without consent.'
    : 'Nothing is held here.';
  drawList(at('held-list'), kept, names, none_held);
  at('address').textContent = view.address;
  at('verdict').textContent = verdict(gone.filter(({ count }) => count > 0).length);
  const all = sum(gone) + left_before;
  const all_held = sum(kept) + view.held_before;
  at('totals').textContent =
    `Since the start: ${all} left, ${all_held} held, ${pages} ${pages === 1 ? 'page' : 'pages'}.`;
}

function verdict(services: number): string {
  const told = `${services} ${services === 1 ? 'service' : 'services'}`;
  if (!protection) return `Protection is off. ${told} learned of this visit; nobody was asked.`;
  if (services === 0 && !view.asked)
    return 'Protection is on. So far this visit stays between you and the clinic.';
  if (services === 0) return 'Protection is on. As you chose, nobody else learned of this visit.';
  return `Protection is on. ${told} learned of this visit, as you allowed.`;
}

const clinic = new ClinicFrame(frame, (seen) => {
  view = seen;
  void nameStored();
  draw();
});

at('home').addEventListener('click', () => {
  frame.src = '/';
});
at('reload').addEventListener('click', () => {
  try {
    frame.contentWindow?.location.reload();
  } catch {
    frame.src = '/'; // the browser's own error page stands there
  }
});
at('start-over').addEventListener('click', async () => {
  // An empty frame first, so that no script of the page stores anything anew meanwhile.
  const emptied = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = 'about:blank';
  await emptied;
  await startOver();
  clinic.forget();
  named.clear();
  left = [];
  left_before = 0;
  pages = 0;
  frame.src = '/';
});
follow();
