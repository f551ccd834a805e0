// SPDX-License-Identifier: MIT
/** What the declaration is given of a running page, and what its module gives. */
import type { Chooser } from '../banner/chooser.ts';
import type { Choice } from '../records.ts';
import type { DeclarationText } from './document.ts';

export interface DeclarationModule {
  showDeclarations(places: readonly HTMLElement[], context: DeclarationContext): Promise<void>;
}

export interface DeclarationContext {
  /** The declaration in the language of a place. */
  text(place: HTMLElement): Promise<DeclarationText>;
  visitor(): Visitor;
  openSettings(): Promise<void>;
  /** The site's colours (page-data.ts). */
  readonly css: string;
}

/** The visitor, as the records know them. */
export interface Visitor {
  readonly gpc: boolean;
  /** None: not asked yet, or the choice no longer counts. */
  readonly record?: {
    /** All zeros for a refusal, which leaves no identifier. */
    readonly id: string;
    readonly issued_s: number;
    readonly expires_s: number;
  };
  readonly choice?: Choice;
  /** Saves the proof of a consent; not there where there is none to be had. */
  readonly saveReceipt?: Chooser['saveReceipt'];
}
