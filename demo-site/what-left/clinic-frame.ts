// SPDX-License-Identifier: MIT
/** Watches the clinic's page in its frame: what Akkoord held there, what is stored there, where it is. */
import type { Sighting } from './tally.ts';

/** The part of `window.akkoord` that is read here. */
interface State {
  readonly held: readonly Sighting[];
  readonly asked: boolean;
}

interface Akkoord {
  state?: () => State;
}

export interface StoredName {
  readonly kind: 'cookie' | 'local_storage' | 'session_storage';
  readonly name: string;
}

export interface FrameView {
  readonly held: readonly Sighting[];
  /** All the attempts held on the pages seen before this one. */
  readonly held_before: number;
  readonly stored: readonly StoredName[];
  readonly address: string;
  /** Whether the visitor has chosen. */
  readonly asked: boolean;
}

const poll_ms = 400;
const telling_events = ['akkoord:ready', 'akkoord:change', 'securitypolicyviolation'];

export class ClinicFrame {
  private readonly frame: HTMLIFrameElement;
  private document: Document | null = null;
  private held: readonly Sighting[] = [];
  private held_before = 0;

  /** Calls `changed` after each look at the page. */
  constructor(frame: HTMLIFrameElement, changed: (view: FrameView) => void) {
    this.frame = frame;
    const look = (): void => {
      if (!document.hidden) changed(this.look(look));
    };
    frame.addEventListener('load', look);
    setInterval(look, poll_ms);
  }

  /** Forgets what earlier pages held. */
  forget(): void {
    this.held_before = 0;
    this.held = [];
  }

  private look(again: () => void): FrameView {
    const page = this.frame.contentDocument;
    if (page !== this.document) {
      this.held_before += count(this.held);
      this.held = [];
      this.document = page;
      for (const event of telling_events) page?.addEventListener(event, again);
    }
    const state = stateOf(this.frame.contentWindow);
    this.held = state?.held ?? this.held;
    return {
      held: this.held,
      held_before: this.held_before,
      stored: page ? storedIn(page) : [],
      address: page ? `${page.location.hostname}${page.location.pathname}` : '',
      asked: state?.asked ?? false,
    };
  }
}

function count(held: readonly Sighting[]): number {
  return held.reduce((total, each) => total + each.count, 0);
}

function stateOf(page: Window | null): State | null {
  try {
    return (page as unknown as { akkoord?: Akkoord } | null)?.akkoord?.state?.() ?? null;
  } catch {
    return null; // the script has not arrived yet
  }
}

function storedIn(page: Document): StoredName[] {
  const names: StoredName[] = [];
  try {
    for (const pair of page.cookie.split('; ')) {
      const name = pair.slice(0, Math.max(0, pair.indexOf('=')));
      if (name !== '') names.push({ kind: 'cookie', name });
    }
    const view = page.defaultView;
    for (const name of Object.keys(view?.localStorage ?? {}))
      names.push({ kind: 'local_storage', name });
    for (const name of Object.keys(view?.sessionStorage ?? {}))
      names.push({ kind: 'session_storage', name });
  } catch {
    // a browser that keeps nothing
  }
  return names;
}
