// SPDX-License-Identifier: MIT
/** `akkoord lint --site`: each rule that needs pages holds on one small clinic and fails on another. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { newFolder } from './command-line.ts';
import { failures, type Linted, lintClinic } from './lint-site/run-lint.ts';
import type { Fault } from './lint-site/small-clinic.ts';

/** The rules that visits tell about. */
const page_rules = [
  'no-request-before-choice',
  'no-storage-before-choice',
  'no-preconnect',
  'reject-beside-accept',
  'reject-is-a-button',
  'equal-size',
  'equal-emphasis',
  'readable',
  'visible-on-small-screens',
  'no-pre-ticks',
  'no-implied-consent',
  'no-cookie-wall',
  'no-nagging',
  'refusal-survives-safari',
  'withdrawal-on-every-page',
  'withdrawing-is-as-easy',
  'withdrawal-works',
  'first-layer-informs',
  'declared-is-observed',
  'speaks-the-page-language',
  'gpc-is-honoured',
  'google-default-first',
  'sensitive-pages-are-spared',
  'no-health-in-urls',
] as const;
type PageRule = (typeof page_rules)[number];

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** A clinic with faults, and what the lint says of them. */
function clinicFails(
  name: string,
  faults: readonly Fault[],
  expected: Partial<Record<PageRule, RegExp>>,
): void {
  describe(name, () => {
    let linted: Linted;
    before(async () => {
      linted = await lintClinic(folder, faults);
    });
    for (const [rule, evidence] of Object.entries(expected)) {
      it(`fails ${rule}`, () => {
        const seen = failures(linted, rule);
        assert.ok(
          seen.some((one) => evidence.test(one)),
          `${rule}: ${JSON.stringify(seen)}\n${linted.err}`,
        );
        assert.equal(linted.exitCode, 1);
      });
    }
  });
}

describe('lint --site', () => {
  describe('on a clinic that keeps to the rules', () => {
    let linted: Linted;
    before(async () => {
      linted = await lintClinic(folder, []);
    });
    for (const rule of page_rules) {
      it(`passes ${rule}`, () => {
        const found = linted.findings.filter((one) => one.rule === rule);
        assert.deepEqual(
          found.map(({ verdict, evidence }) => [verdict, verdict === 'passed' ? '' : evidence]),
          [['passed', '']],
          linted.err,
        );
      });
    }
  });

  clinicFails(
    'on a clinic that does not wait',
    [
      'asks_before_choice',
      'stores_before_choice',
      'connects_ahead',
      'config_first',
      'tells_address',
      'wall',
      'forgets_early',
    ],
    {
      'no-request-before-choice': /^asked counter\.test \(analytical service counter\)/,
      'no-storage-before-choice': /^local storage item visitor/,
      'no-preconnect': /^<link rel=dns-prefetch> to counter\.test/,
      'google-default-first': /the consent default comes after config/,
      'no-nagging': /^asked again 179 days after a refusal/,
      'no-cookie-wall': /words after a refusal, \d+ after acceptance/,
      'no-health-in-urls': /^the address of \/treatments\/nose\/ went to counter\.test/,
    },
  );

  clinicFails(
    'on a clinic whose banner presses',
    [
      'small_reject',
      'pale_reject',
      'below_the_fold',
      'ticked',
      'says_little',
      'one_language',
      'nags',
      'script_keeps_choice',
    ],
    {
      'equal-size': /"Accept all" 220 x .* but "Reject all" 90 x/,
      'equal-emphasis': /fill #1a5f7a against #ffffff/,
      readable: /"Reject all" has a contrast of 2\.3\d* to 1/,
      'visible-on-small-screens': /at 320 px, "Accept all", which accepts, is out of the window/,
      'no-pre-ticks': /^"Statistics" is on before anybody chose it, in the settings/,
      'first-layer-informs': /does not name Small Clinic BV/,
      'speaks-the-page-language': /the page is in nl, the banner in en/,
      'no-nagging': /^asked again after a refusal, once the page was loaded anew/,
      'refusal-survives-safari': /^a script alone set choice/,
    },
  );

  clinicFails(
    'on a clinic that leaves no way out',
    [
      'no_reject',
      'no_way_back',
      'scrolling_grants',
      'undeclared',
      'keeps_longer',
      'ignores_gpc',
      'ads_everywhere',
    ],
    {
      'reject-beside-accept':
        /^"Accept all" has no answer that rejects beside it on the first layer/,
      'no-implied-consent':
        /^the banner took scrolling for an answer|^cookie _count after scrolling/,
      'withdrawal-on-every-page': /^nothing on \/ leads back to the choice/,
      'withdrawing-is-as-easy': /nothing leads to where it could be withdrawn/,
      'declared-is-observed': /^nobody-knows\.test .* is asked, but not declared/,
      'gpc-is-honoured': /^asked ads\.test .* although Sec-GPC: 1 was sent/,
      'sensitive-pages-are-spared': /^asked ads\.test .* on \/treatments\/nose\//,
    },
  );

  clinicFails(
    'on a clinic where taking back is hard',
    ['reject_is_prose', 'reject_is_deeper', 'withdrawal_does_nothing', 'browsing_on_grants'],
    {
      'no-implied-consent': /^browsing on to \/treatments\/nose\/ took the banner away/,
      'reject-is-a-button': /^"Reject all" is part of a sentence/,
      'withdrawing-is-as-easy':
        /accepting takes 1 click; behind "Cookie settings" rejecting all takes 2/,
      'withdrawal-works': /^cookie _count .* is still there|^asked counter\.test/,
    },
  );
});
