// SPDX-License-Identifier: MIT
/** The part of the script that loads on use: nothing that is held depends on it. */
import { inspect } from './inspect.ts';
import { notePath } from './noted-paths.ts';
import { observePage } from './observe.ts';
import { answerSeldom } from './seldom-met.ts';
import { settle } from './settle.ts';

export { answerSeldom, inspect, notePath, observePage, settle };

/** What `import()` of akkoord-later.js gives. */
export interface Later {
  readonly answerSeldom: typeof answerSeldom;
  readonly inspect: typeof inspect;
  readonly notePath: typeof notePath;
  readonly observePage: typeof observePage;
  readonly settle: typeof settle;
}
