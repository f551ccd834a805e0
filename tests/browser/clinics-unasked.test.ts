// SPDX-License-Identifier: MIT
/** Clinics where nothing needs consent: nobody is asked, and what no policy declares is held all the same. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ClinicVisitor, type Place, reached } from './clinics.ts';
import { clinicsOpen, inEngines } from './clinics-open.ts';

interface Unasked extends Place {
  /** The host of a tag that nobody declared. */
  readonly undeclared: string;
  /** Cookies of the clinic's own after a visit; they need no consent. */
  readonly own: readonly string[];
  /** Whether something is exempt that a visitor may object to. */
  readonly objectable: boolean;
}

const surgery = {
  ...{ clinic: 'dutch-plastic-surgery', undeclared: 'connect.facebook.net' },
  ...{ own: [], objectable: false },
};
const skintwin = {
  ...{ clinic: 'skintwin', language: 'nl', undeclared: 'www.googletagmanager.com' },
  own: ['skintwin_counted', 'skintwin_session'],
  objectable: true,
};

const visits: readonly Unasked[] = [
  { ...surgery, language: 'nl', path: '/' },
  { ...surgery, language: 'nl', path: '/behandelingen/ooglidcorrectie/' },
  { ...surgery, language: 'en', path: '/en/' },
  { ...skintwin, path: '/' },
  { ...skintwin, path: '/account/' },
];

const demo = clinicsOpen();

inEngines(['chromium', 'firefox'], demo, (engine) => {
  for (const place of visits) {
    it(`${place.clinic}${place.path} asks nothing, holds the undeclared and leaves no record`, async () => {
      const visitor = await ClinicVisitor.at(engine(), demo(), place);
      for (const visit of ['first', 'second']) {
        if (visit === 'second') await visitor.open();
        const held = await visitor.held();
        assert.deepEqual(held, [`${place.undeclared}.localhost:${demo().port}`], visit);
        const wayBack = place.objectable;
        assert.deepEqual(await visitor.shows(), { banner: false, wayBack }, visit);
        assert.deepEqual(reached(demo()), [], visit);
        assert.deepEqual(await visitor.cookies(), { records: [], others: place.own }, visit);
      }
      await visitor.close();
    });
  }

  it('skintwin counts no visit of one who objects', async () => {
    const visitor = await ClinicVisitor.at(engine(), demo(), { ...skintwin, path: '/privacy/' });
    const { services } = await visitor.state();
    assert.deepEqual(Object.values(services), ['granted', 'granted', 'granted']);
    await visitor.objectTo('Bezoekcijfers');
    assert.deepEqual((await visitor.cookies()).others, ['skintwin_session']);
    await visitor.open();
    assert.deepEqual((await visitor.cookies()).others, ['skintwin_session']);
    assert.equal((await visitor.state()).services['visit-count'], 'refused');
    await visitor.close();
  });
});
