// SPDX-License-Identifier: MIT
/** The demo with all clinics and the engines of a file's tests: there before the first test, closed after the last. */
import { after, before, describe } from 'node:test';
import type { Demo } from '../../demo-site/server/demo.ts';
import { openClinics } from './clinics.ts';
import type { Engine } from './matrix/engines/engine.ts';
import { launchers } from './matrix/engines/launch.ts';

/** Of the file, or of the describe() that calls it; to be asked in tests alone. */
export function clinicsOpen(): () => Demo {
  return whileTesting(openClinics);
}

/** The same tests in each of these engines, one engine at a time. */
export function inEngines(
  names: readonly (keyof typeof launchers)[],
  demo: () => Demo,
  tests: (engine: () => Engine) => void,
): void {
  for (const name of names) {
    describe(`in ${name}`, () => tests(whileTesting(() => launchers[name](demo().port))));
  }
}

function whileTesting<T extends { close(): Promise<void> }>(open: () => Promise<T>): () => T {
  let opened: T | undefined;
  before(async () => {
    opened = await open();
  });
  after(() => opened?.close());
  return () => {
    if (!opened) throw new Error('asked for before the tests began');
    return opened;
  };
}
