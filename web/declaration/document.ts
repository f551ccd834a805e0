// SPDX-License-Identifier: MIT
/** A file `declaration-LANG.json` (core/declare/page_file.h): the declaration as a document. */
import type { ReceiptText } from '../banner/receipt-offer.ts';
import type { OptionalCategory } from '../records.ts';

export type Phrase =
  | string
  | { readonly name: string }
  | { readonly code: string }
  | { readonly mark: string }
  | { readonly link: string; readonly to: string };

export type Line = readonly Phrase[];
/** A table's cell, or what stands behind a term. */
export type Lines = readonly Line[];

export interface RowGroup {
  /** Over the rows; empty where they are the only ones. */
  readonly title: string;
  readonly rows: readonly (readonly Lines[])[];
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly groups: readonly RowGroup[];
}

export type Facts = readonly (readonly [term: string, lines: Lines])[];

export type Block = { readonly line: Line } | { readonly facts: Facts } | Table;

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

/** Words around what only the visitor's browser knows: `declaration` of consent-config/languages. */
export interface VisitorWords extends Partial<ReceiptText> {
  readonly not_chosen: string;
  readonly category: string;
  readonly state: string;
  readonly allowed: string;
  readonly refused: string;
  readonly chosen_on: string;
  readonly valid_until: string;
  readonly record: string;
  readonly record_note: string;
  readonly no_record: string;
  readonly gpc: string;
  /** There where the policy has sensitive routes. */
  readonly on_sensitive?: string;
}

export interface AskedCategory {
  readonly id: OptionalCategory;
  readonly name: string;
  readonly services: readonly (readonly [id: string, name: string])[];
}

export interface DeclarationText {
  readonly language: string;
  readonly direction: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
  /** Not there where visitors are asked nothing. */
  readonly visitor?: {
    readonly words: VisitorWords;
    readonly categories: readonly AskedCategory[];
  };
}
