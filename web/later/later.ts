// SPDX-License-Identifier: MIT
/** The part of the script that loads on use: nothing that is held depends on it. */
import { returnRules } from './foreign-rules.ts';
import { inspect, showEmbeds } from './inspect.ts';
import { tellMismatch } from './mismatch.ts';
import { notePath } from './noted-paths.ts';
import { observePage } from './observe.ts';
import { settle } from './settle.ts';

export { inspect, notePath, observePage, returnRules, settle, showEmbeds, tellMismatch };

/** What `import()` of akkoord-later.js gives. */
export interface Later {
  readonly inspect: typeof inspect;
  readonly notePath: typeof notePath;
  readonly observePage: typeof observePage;
  readonly returnRules: typeof returnRules;
  readonly settle: typeof settle;
  readonly showEmbeds: typeof showEmbeds;
  readonly tellMismatch: typeof tellMismatch;
}
