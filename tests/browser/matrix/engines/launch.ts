// SPDX-License-Identifier: MIT
/** The engines that the matrix knows how to start. */
import { launchChromium } from './chromium.ts';
import type { EngineName, Launch } from './engine.ts';

export const launchers: Partial<Readonly<Record<EngineName, Launch>>> = {
  chromium: launchChromium,
};
