// SPDX-License-Identifier: MIT
/** The timing of classify-timing.ts, for a page to run. */
import { timeClassify } from './classify-timing.ts';

declare global {
  interface Window {
    timeClassify?: typeof timeClassify;
  }
}

window.timeClassify = timeClassify;
