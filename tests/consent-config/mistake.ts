// SPDX-License-Identifier: MIT
/** A mistake that a policy can have, as a change of the clinic's policy. */
export interface Mistake {
  /** What is replaced, the first that stands there, and by what; the mistake is at "@" of `by`. */
  readonly text: string;
  readonly by: string;
  readonly says: RegExp;
  readonly pointer: string;
}
