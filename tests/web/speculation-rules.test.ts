// SPDX-License-Identifier: MIT
/** Which speculation rules stay on the site, and how the script knows how it was installed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { installOf } from '../../web/install.ts';
import { foreignUrls } from '../../web/later/foreign-rules.ts';

Object.assign(globalThis, {
  document: { baseURI: 'https://clinic.test/a/b' },
  location: { origin: 'https://clinic.test' },
});

const foreign = (rule: object): readonly string[] =>
  foreignUrls(JSON.stringify({ prefetch: [rule] }));

describe('speculation rules', () => {
  it('that list pages name those of other origins', () => {
    assert.deepEqual(foreign({ urls: ['/x', 'y', 'https://clinic.test/z'] }), []);
    assert.deepEqual(foreign({ urls: ['/x', '//other.test/y'] }), ['https://other.test/y']);
    assert.deepEqual(foreign({ urls: ['https://clinic.test.other.test/'] }), [
      'https://clinic.test.other.test/',
    ]);
  });

  it('that follow links stay where a path of the site limits them', () => {
    for (const where of [
      { href_matches: '/*' },
      { href_matches: ['/a/*', '/b'] },
      { and: [{ href_matches: '/*' }, { not: { selector_matches: '.no' } }] },
      { or: [{ href_matches: '/a' }, { href_matches: '/b' }] },
    ]) {
      assert.deepEqual(foreign({ where }), [], JSON.stringify(where));
    }
  });

  it('that could follow any link are not trusted, nor what is no rule', () => {
    for (const where of [
      undefined,
      {},
      { and: [] },
      { or: [] },
      { not: { href_matches: '/logout' } },
      { selector_matches: 'a' },
      { href_matches: '//other.test/*' },
      { href_matches: '*://*/*' },
      { href_matches: { hostname: 'other.test' } },
      { href_matches: ['/a', 'https://other.test/*'] },
      { or: [{ href_matches: '/a' }, { selector_matches: 'a' }] },
    ]) {
      const known = where?.or?.length === 0 ? [] : ['any:'];
      assert.deepEqual(foreign({ where }), known, JSON.stringify(where));
    }
    for (const text of ['', '{', '[1]', '{"prefetch":1}']) {
      assert.deepEqual(foreignUrls(text), ['any:'], text);
    }
  });
});

describe('the script', () => {
  it('knows by its address how it came', () => {
    assert.equal(installOf('https://clinic.test/akkoord/akkoord.js?v=1#header'), 'header');
    assert.equal(installOf('https://clinic.test/akkoord/akkoord.js#tag'), 'tag');
    assert.equal(installOf('https://clinic.test/akkoord/akkoord.js?v=1'), 'snippet');
    assert.equal(installOf('https://clinic.test/akkoord/akkoord.js#tagged'), 'snippet');
  });
});
