// SPDX-License-Identifier: MIT
/** `window.akkoord`: what a page's own code may ask and do. */
import type { HeldEntry } from './guard/held.ts';
import type { PageData } from './page-data.ts';
import type { PageModule } from './page-module.ts';
import {
  type CategoryChoice,
  choiceOf,
  type OptionalCategory,
  optionalCategories,
} from './records.ts';

export type ServiceOutcome = 'not_asked' | 'refused' | 'granted';

export interface AkkoordState {
  readonly policy: string;
  readonly revision: number;
  /** Whether the visitor has chosen and the choice still counts. */
  readonly asked: boolean;
  readonly choice: CategoryChoice;
  readonly services: Readonly<Record<string, ServiceOutcome>>;
  readonly record: {
    readonly id: string;
    readonly issued_s: number;
    readonly expires_s: number;
  } | null;
  readonly gpc: boolean;
  /** The country whose rules the page follows, as the policy names it; empty where it is of none: the strictest. */
  readonly jurisdiction: string;
  /** Refused requests are named by a file that loads on use: the first call that finds any asks for it. */
  readonly held: readonly HeldEntry[];
  /** Names of cookies of services without consent that no page can delete, and that may be left. */
  readonly undeletable: readonly string[];
  /** Whether this page has Akkoord's policy. */
  readonly enforcing: boolean;
}

export interface AcceptOptions {
  /** By id: services that differ from their category. */
  readonly services?: Readonly<Record<string, boolean>>;
  /** Let the grants hold on sensitive pages too. */
  readonly sensitive?: boolean;
}

export type Listener = (state: AkkoordState) => void;

/** Each promise resolves when the records are written (or the browser has refused them: `asked` tells). */
export interface AkkoordApi {
  acceptAll(): Promise<AkkoordState>;
  rejectAll(): Promise<AkkoordState>;
  accept(categories: readonly OptionalCategory[], options?: AcceptOptions): Promise<AkkoordState>;
  withdraw(): Promise<AkkoordState>;
  open(): Promise<void>;
  /** Shows what is granted and why, what was held and what is unknown; also by `?akkoord=inspect`. */
  inspect(): Promise<unknown>;
  state(): AkkoordState;
  /** Returns how to stop listening. */
  on(event: 'change', listener: Listener): () => void;
}

const outcomeNames = ['not_asked', 'refused', 'granted'] as const;

/** What the page API calls: `choose` grants these and refuses the rest; without options it is the banner that asks. */
export interface Actions {
  state(): AkkoordState;
  choose(categories: readonly OptionalCategory[], options?: AcceptOptions): Promise<unknown>;
  open(): Promise<void>;
  inspect(): Promise<unknown>;
}

export function pageApi({ state, choose, open, inspect }: Actions): AkkoordApi {
  const accept: AkkoordApi['accept'] = async (categories, options = {}) => {
    await choose(categories, options);
    return state();
  };
  const refuse = (): Promise<AkkoordState> => accept([]);
  return Object.freeze({
    acceptAll: () => accept(optionalCategories),
    rejectAll: refuse,
    accept,
    withdraw: refuse,
    open,
    inspect,
    state,
    on(_event: 'change', listener: Listener) {
      const hear = (event: Event): void => listener((event as CustomEvent<AkkoordState>).detail);
      document.addEventListener('akkoord:change', hear);
      return () => document.removeEventListener('akkoord:change', hear);
    },
  });
}

/** The state of a page in which nothing was decided. */
export function emptyState({ id, r, country }: PageData): AkkoordState {
  return {
    policy: id,
    revision: r,
    asked: false,
    choice: choiceOf(0),
    services: {},
    record: null,
    gpc: !!navigator.globalPrivacyControl,
    jurisdiction: country(),
    held: [],
    undeletable: [],
    enforcing: true,
  };
}

/** The part of the state that the core knows. */
export function coreState(
  core: PageModule,
  asked: boolean,
): Pick<AkkoordState, 'asked' | 'choice' | 'services' | 'record'> {
  return {
    asked,
    choice: choiceOf(core.choice()),
    services: Object.fromEntries(
      core.ids.map((id, service) => [id, outcomeNames[core.outcome(service)] ?? 'not_asked']),
    ),
    record: asked
      ? { id: core.recordId(), issued_s: core.issued_s(), expires_s: core.expires_s() }
      : null,
  };
}
