// SPDX-License-Identifier: MIT
/** The 22 checks of a release pass in each engine, with each install. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engineNames } from './engines/engine.ts';
import { launchers } from './engines/launch.ts';
import { installs } from './installs.ts';
import { type Releases, runReleases } from './release.ts';

for (const name of engineNames) {
  describe(`a release in ${name}`, () => {
    let releases: Releases;
    it('is tried with each install', async () => {
      releases = await runReleases(launchers[name]);
      assert.deepEqual([...releases.keys()], installs);
    });

    for (const install of installs) {
      it(`passes all 22 checks with the ${install}`, () => {
        const checks = releases.get(install) ?? [];
        assert.equal(checks.length, 22);
        assert.deepEqual(
          checks.filter(({ fault }) => fault !== undefined),
          [],
        );
      });
    }
  });
}

describe('without Akkoord', () => {
  it('the same page gives its tag all that the checks expect', async () => {
    const releases = await runReleases(launchers.chromium, ['none']);
    const checks = releases.get('none') ?? [];
    assert.equal(checks.length, 11);
    assert.deepEqual(
      checks.filter(({ fault }) => fault !== undefined),
      [],
    );
  });
});
