// SPDX-License-Identifier: MIT
/** `window.akkoord`: what a page's own code may ask and do. */
import type { HeldEntry } from './guard/held.ts';
import type { PageData } from './page-data.ts';
import type { PageModule } from './page-module.ts';
import {
  type CategoryChoice,
  type Choice,
  choiceOf,
  type OptionalCategory,
  type Records,
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

export const everything: Choice = { ...choiceOf(15), services: {} };
export const nothing: Choice = { ...choiceOf(0), services: {} };

export function choiceFor(
  categories: readonly OptionalCategory[],
  { services = {}, sensitive = false }: AcceptOptions = {},
): Choice {
  const granted = categories.map((category) => [category, true]);
  return { ...nothing, ...Object.fromEntries(granted), sensitive, services };
}

export function pageApi(
  state: () => AkkoordState,
  choose: (choice: Choice) => Promise<unknown>,
  open: () => Promise<void>,
  inspect: () => Promise<unknown>,
): AkkoordApi {
  const settle = async (choice: Choice): Promise<AkkoordState> => {
    await choose(choice);
    return state();
  };
  const refuse = (): Promise<AkkoordState> => settle(nothing);
  return Object.freeze({
    acceptAll: () => settle(everything),
    rejectAll: refuse,
    accept: (categories: readonly OptionalCategory[], options?: AcceptOptions) =>
      settle(choiceFor(categories, options)),
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
export function emptyState({ id, r }: PageData): AkkoordState {
  const { services, ...choice } = nothing;
  return {
    policy: id,
    revision: r,
    asked: false,
    choice,
    services: {},
    record: null,
    gpc: !!navigator.globalPrivacyControl,
    held: [],
    undeletable: [],
    enforcing: true,
  };
}

/** The part of the state that the core knows. */
export function coreState(
  core: PageModule,
  records: Records,
  asked: boolean,
): Pick<AkkoordState, 'asked' | 'choice' | 'services' | 'record'> {
  return {
    asked,
    choice: records.choice(),
    services: Object.fromEntries(
      core.ids.map((id, service) => [id, outcomeNames[core.outcome(service)] ?? 'not_asked']),
    ),
    record: asked
      ? { id: core.recordId(), issued_s: core.issued_s(), expires_s: core.expires_s() }
      : null,
  };
}
