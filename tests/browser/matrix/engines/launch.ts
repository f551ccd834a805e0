// SPDX-License-Identifier: MIT
/** The engines that the matrix knows how to start. */
import { launchChromium } from './chromium.ts';
import type { EngineName, Launch } from './engine.ts';
import { launchFirefox } from './firefox.ts';
import { launchWebKit } from './webkit.ts';

export const launchers: Readonly<Record<EngineName, Launch>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};
