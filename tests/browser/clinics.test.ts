// SPDX-License-Identifier: MIT
/** A visitor's way through each clinic that asks, in each of its languages, in Chromium and Firefox. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoClinics } from '../../demo-site/server/clinics.ts';
import type { Language } from '../../web/banner/language.ts';
import { untilLeft } from './clinic.ts';
import { ClinicVisitor, type Place, reached } from './clinics.ts';
import { clinicsOpen, inEngines } from './clinics-open.ts';
import { untilPage } from './matrix/until-page.ts';
import { homeServices } from './tags.ts';

interface Journey extends Place {
  /** Cookies that the clinic's own server sets. */
  readonly own: readonly string[];
  /** Services that the page asks for once all is granted. */
  readonly all: readonly string[];
  /** The category that is granted alone, and what then leaves. */
  readonly category: keyof Language['categories'];
  readonly chosen: readonly string[];
}

type Somewhere = Omit<Journey, 'language' | 'path'>;

const twoPass: Somewhere = {
  clinic: '2pass',
  own: ['October'],
  all: homeServices,
  category: 'analytical',
  chosen: ['crazy-egg', 'google-analytics', 'google-tag-manager'],
};
const lazeo: Somewhere = {
  clinic: 'lazeo',
  own: [],
  all: ['doctolib'], // these pages are sensitive ones, which nobody counts
  category: 'functional',
  chosen: ['doctolib'],
};

const journeys: readonly Journey[] = [
  { ...twoPass, language: 'en', path: '/' },
  { ...twoPass, language: 'nl', path: '/nl/' },
  { ...twoPass, language: 'fr', path: '/fr/' },
  {
    ...{ clinic: 'cosmetic-clinics', language: 'nl', path: '/', own: ['cc_session'] },
    all: ['facebook-plugins', 'google-analytics', 'instagram-embed', 'linkedin-share', 'x-widgets'],
    category: 'social',
    chosen: ['facebook-plugins', 'instagram-embed', 'linkedin-share', 'x-widgets'],
  },
  { ...lazeo, language: 'fr', path: '/fr/rendez-vous/' },
  { ...lazeo, language: 'fr', path: '/be/fr/rendez-vous/' },
  { ...lazeo, language: 'nl', path: '/be/nl/afspraak/' },
  { ...lazeo, language: 'fr', path: '/lu/rendez-vous/' },
];

const demo = clinicsOpen();

inEngines(['chromium', 'firefox'], demo, (engine) => {
  for (const journey of journeys) {
    describe(`${journey.clinic}${journey.path}`, () => {
      const { own, all, category, chosen, language } = journey;
      const enter = async (act: (visitor: ClinicVisitor) => Promise<void>): Promise<void> => {
        const visitor = await ClinicVisitor.at(engine(), demo(), journey);
        await act(visitor);
        await visitor.close();
      };
      const leftOnReturn = async (visitor: ClinicVisitor): Promise<readonly string[]> => {
        demo().visits.clear();
        await visitor.open();
        await visitor.notAsked();
        return reached(demo());
      };

      it(`asks in "${language}"; a refusal is kept and lets nothing leave`, () =>
        enter(async (visitor) => {
          const { banner } = visitor.words;
          assert.deepEqual(await visitor.asked(), {
            language,
            title: banner.title,
            buttons: [banner.accept_all, banner.reject_all, banner.choose],
          });
          assert.deepEqual(reached(demo()), []);
          assert.deepEqual(await visitor.cookies(), { records: [], others: own });

          await visitor.press(banner.reject_all);
          await visitor.notAsked();
          // Where something was exempt, or is so elsewhere, the refusal names it.
          const { jurisdiction } = await visitor.state();
          assert.ok(jurisdiction, 'each of these pages is of a country');
          const named = journey.clinic === 'lazeo' ? 1 : 0;
          assert.equal((await visitor.cookies()).records.length, 5 + named);
          assert.deepEqual(await leftOnReturn(visitor), []);
          assert.deepEqual((await visitor.cookies()).others, own);
        }));

      it(`lets ${category} alone be chosen`, () =>
        enter(async (visitor) => {
          await visitor.asked();
          await visitor.chooseOnly(category);
          await untilLeft(demo(), chosen);
          assert.deepEqual(reached(demo()), chosen);
          const { choice } = await visitor.state();
          const granted = Object.entries(choice).filter(([, is]) => is);
          assert.deepEqual(
            granted.map(([each]) => each),
            [category],
          );
        }));

      it('lets all be accepted, found again on return, and withdrawn', () =>
        enter(async (visitor) => {
          await visitor.asked();
          await visitor.acceptAll();
          await untilLeft(demo(), all);
          assert.deepEqual(reached(demo()), all);
          await leftOnReturn(visitor);
          await untilLeft(demo(), all);

          await visitor.withdraw();
          await visitor.notAsked();
          assert.deepEqual((await visitor.cookies()).others, own);
          assert.deepEqual(await leftOnReturn(visitor), []);
        }));
    });
  }

  it('counts a visit to LAZEO by the rules of the country, and as the visitor says in all of them', async () => {
    const french = { clinic: 'lazeo', language: 'fr', path: '/fr/' };
    const matomoOn = async (visitor: ClinicVisitor, path: string): Promise<string> => {
      demo().visits.clear();
      await visitor.open(path);
      const { jurisdiction, services } = await visitor.state();
      if (services['matomo-cloud'] === 'granted') await untilLeft(demo(), ['matomo-cloud']);
      else assert.deepEqual(reached(demo()), []);
      return `${jurisdiction} ${services['matomo-cloud']}`;
    };
    const onAll = async (visitor: ClinicVisitor): Promise<string[]> => [
      await matomoOn(visitor, '/fr/'),
      await matomoOn(visitor, '/be/fr/'),
      await matomoOn(visitor, '/be/nl/'),
      await matomoOn(visitor, '/'),
    ];
    const unasked = await ClinicVisitor.at(engine(), demo(), french);
    assert.deepEqual(await onAll(unasked), [
      'FR granted',
      'BE not_asked',
      'BE not_asked',
      ' not_asked',
    ]);
    await unasked.open('/fr/');
    await unasked.wander('/be/fr/');
    const wandered = await unasked.state();
    assert.equal(`${wandered.jurisdiction} ${wandered.services['matomo-cloud']}`, 'BE not_asked');
    // What was left on where it needs no consent is no consent for where it does.
    await unasked.open();
    await unasked.chooseOnly('functional');
    assert.deepEqual(await onAll(unasked), ['FR granted', 'BE refused', 'BE refused', ' refused']);
    await unasked.open();
    await unasked.objectTo('Matomo Cloud');
    assert.deepEqual(await onAll(unasked), ['FR refused', 'BE refused', 'BE refused', ' refused']);
    await unasked.close();

    const belgian = await ClinicVisitor.at(engine(), demo(), { ...french, path: '/be/fr/' });
    await belgian.asked();
    await belgian.acceptAll();
    assert.deepEqual(await onAll(belgian), ['FR granted', 'BE granted', 'BE granted', ' granted']);
    await belgian.open();
    await belgian.withdraw();
    assert.match(await matomoOn(belgian, '/fr/'), /refused/);
    assert.deepEqual((await belgian.cookies()).others, []);
    await belgian.close();
  });
});

describe('the start page', () => {
  it('leads to the stage of each clinic', async () => {
    const page = await (await fetch(`http://127.0.0.1:${demo().port}/`)).text();
    for (const { id } of demoClinics) {
      assert.ok(page.includes(`href="http://${id}.localhost:${demo().port}/what-left/"`), id);
    }
  });
});

/** What each clinic's stage shows as held on its first page, by the name that the policy knows or the host. */
const heldOnStage: Readonly<Record<string, string>> = {
  '2pass': 'Crazy Egg',
  'dutch-plastic-surgery': 'connect.facebook.net',
  'cosmetic-clinics': 'Google Analytics',
  lazeo: 'Matomo Cloud',
  skintwin: 'www.googletagmanager.com',
};

describe('the stage', () => {
  inEngines(['chromium'], demo, (engine) => {
    for (const { id, name } of demoClinics) {
      it(`of ${id} bears its name, and shows by name what its pages held`, async () => {
        demo().visits.clear();
        const visitor = await engine().visitor();
        await visitor.open(`http://${id}.localhost:${demo().port}/what-left/`);
        assert.match(
          await visitor.evaluate<string>('return document.title;'),
          new RegExp(`^${name}`),
        );
        const list = `document.getElementById('held-list').textContent`;
        await untilPage(visitor, `${list}.includes(${JSON.stringify(heldOnStage[id])})`);
        const left = `document.getElementById('left-list').textContent.startsWith('Nothing.')`;
        await untilPage(visitor, left);
        assert.deepEqual(reached(demo()), []);
        await visitor.close();
      });
    }
  });
});
