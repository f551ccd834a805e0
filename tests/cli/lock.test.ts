// SPDX-License-Identifier: MIT
/** The lock: who asks for more has to ask again, so more under an unchanged revision is refused. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { akkoord, type Call, filesIn, newFolder, service, smallPolicy } from './command-line.ts';

const counter = service('counter', 'analytical', ['counter.test']);
const maps = service('maps', 'functional', ['maps.test']);
const pixel = service('pixel', 'advertising', ['pixel.test']);

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

const lockFile = (): string => join(folder, 'small.lock.json');
const lockText = (): string => readFileSync(lockFile(), 'utf8');

function compile(changes: Readonly<Record<string, unknown>>, more: readonly string[] = []): Call {
  const file = join(folder, 'small.json');
  writeFileSync(file, smallPolicy(changes));
  return akkoord(['compile', file, '-o', join(folder, 'site'), ...more]);
}

describe('the lock', () => {
  beforeEach(() => {
    rmSync(lockFile(), { force: true });
    assert.equal(compile({ services: [counter, maps] }).exitCode, 0);
  });

  it('tells by revision what visitors were asked', () => {
    const lock = JSON.parse(lockText()) as {
      policy: string;
      revisions: Record<string, { services: object }>;
    };
    assert.equal(lock.policy, 'small');
    assert.deepEqual(Object.keys(lock.revisions), ['1']);
    assert.deepEqual(lock.revisions['1']?.services, {
      counter: {
        category: 'analytical',
        provider: 'counter Ltd',
        country: 'IE',
        purpose: 'What counter does.',
      },
      maps: {
        category: 'functional',
        provider: 'maps Ltd',
        country: 'IE',
        purpose: 'What maps does.',
      },
    });
  });

  it('refuses a new service under an unchanged revision, with the remedy', () => {
    const before = { lock: lockText(), files: filesIn(join(folder, 'site')) };
    const { exitCode, out, err } = compile({ services: [counter, maps, pixel] });
    assert.deepEqual([exitCode, out], [1, '']);
    assert.match(
      err,
      /small\.json:3:15: error: raise "revision" to 2: pixel is new \(\/revision\)\n {4}Under revision 1 .*asked again\.\n1 error\. Nothing was written\.\n$/,
    );
    assert.deepEqual({ lock: lockText(), files: filesIn(join(folder, 'site')) }, before);
  });

  it('lets it pass under the next revision, and keeps what was asked before', () => {
    assert.equal(compile({ revision: 2, services: [counter, maps, pixel] }).exitCode, 0);
    const lock = JSON.parse(lockText()) as { revisions: Record<string, { services: object }> };
    assert.deepEqual(Object.keys(lock.revisions), ['1', '2']);
    assert.deepEqual(Object.keys(lock.revisions['1']?.services ?? {}), ['counter', 'maps']);
    assert.deepEqual(Object.keys(lock.revisions['2']?.services ?? {}), [
      'counter',
      'maps',
      'pixel',
    ]);
  });

  it('lets a service go, and better words come', () => {
    assert.equal(compile({ services: [counter] }).exitCode, 0);
    const reworded = { ...counter, purpose: { en: 'Counts visits.' } };
    assert.equal(compile({ services: [reworded] }).exitCode, 0);
    assert.match(lockText(), /Counts visits\./);
  });

  it('refuses a service that was taken out and comes back', () => {
    assert.equal(compile({ services: [counter] }).exitCode, 0);
    assert.equal(compile({ services: [counter, maps] }).exitCode, 1);
  });

  it('refuses another category, another company and consent where none was needed', () => {
    const moved = compile({ services: [{ ...counter, category: 'advertising' }, maps] });
    assert.match(moved.err, /raise "revision" to 2: counter moved from analytical to advertising/);
    const sold = compile({
      services: [{ ...counter, provider: { name: 'Other', country: 'US' } }, maps],
    });
    assert.match(
      sold.err,
      /raise "revision" to 2: counter goes to Other, a company that nobody was told of/,
    );
    const all = compile({ services: [{ ...counter, category: 'social' }, maps, pixel] });
    assert.match(all.err, /counter moved from analytical to social, pixel is new/);
    assert.equal(all.exitCode, 1);
  });

  it('refuses a revision below the newest', () => {
    assert.equal(compile({ revision: 3, services: [counter] }).exitCode, 0);
    const { exitCode, err } = compile({ revision: 2, services: [counter] });
    assert.equal(exitCode, 1);
    assert.match(
      err,
      /:3:15: error: "revision" is 2, but .*small\.lock\.json has 3 already \(\/revision\)\n {4}Write 3/,
    );
  });

  it("that is spoilt, or another policy's, is not overwritten", () => {
    for (const [spoilt, says] of [
      ['', /small\.lock\.json:1:1: error: not JSON/],
      ['{}', /small\.lock\.json:1:1: error: this is no lock file/],
      ['{"policy":"other","revisions":{}}', /this is the lock of "other", not of "small"/],
      ['\u001b[2J', /small\.lock\.json:1:1: error: /],
      [`{"policy":"small","revisions":${'['.repeat(9999)}`, /nested deeper/],
      ['{"policy":"small","revisions":{"1":{"services":[]}}}', /this is no lock file/],
      ['{"policy":"small","revisions":{"1x":{"services":{}}}}', /this is no lock file/],
    ] as const) {
      writeFileSync(lockFile(), spoilt);
      const { exitCode, err } = compile({ services: [counter, maps] });
      assert.equal(exitCode, 1, spoilt);
      assert.match(err, says);
      assert.equal(lockText(), spoilt);
    }
  });

  it('that can not be read ends with 3', () => {
    const { exitCode, err } = compile({ services: [counter] }, ['--lock', folder]);
    assert.equal(exitCode, 3);
    assert.match(err, /error: can't be read: .*\nNothing was written\.\n$/);
  });

  it('is left alone with --lock none', () => {
    const before = lockText();
    assert.equal(compile({ services: [counter, maps, pixel] }, ['--lock', 'none']).exitCode, 0);
    assert.equal(lockText(), before);
  });
});
