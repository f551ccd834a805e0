// SPDX-License-Identifier: MIT
/** What an officer makes of a record: a page, a PDF, and the very banner, shown again years later. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { akkoord, filesIn, service, smallPolicy } from '../cli/command-line.ts';
import {
  consent,
  Installation,
  newId,
  RunningCollector,
  type SentEvent,
} from './running-collector.ts';

const sha256 = (bytes: Buffer | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A policy that asks in these words. */
const policyWith = (title: string): string =>
  smallPolicy({
    languages: ['en', 'nl'],
    services: [
      service('counter', 'analytical', ['counter.test'], {
        purpose: { en: 'Counts visits.', nl: 'Telt bezoeken.' },
      }),
      service('chat', 'functional', ['chat.test'], {
        purpose: { en: 'Lets you chat.', nl: 'Laat u chatten.' },
      }),
    ],
    banner: { text: { en: { title: `EN ${title}` }, nl: { title } } },
  });

describe('a proof for people', () => {
  const installation = new Installation({
    tree_head_interval_s: 1,
    policies: [{ policy: 'small.json', files: 'site' }],
  });
  const at = (name: string): string => join(installation.folder, name);
  const events: Record<string, SentEvent> = {};
  let collector: RunningCollector;
  let key = '';

  /** Compiles the policy and returns the hashes of what visitors are shown then. */
  const compile = (title: string): Record<string, string> => {
    writeFileSync(at('small.json'), policyWith(title));
    const { exitCode, err } = akkoord(['compile', at('small.json'), '-o', at('site')]);
    assert.equal(exitCode, 0, err);
    const { 'bundle.json': made, ...files } = filesIn(at('site'));
    const hashes = Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)]);
    const manifest = {
      version: 1,
      policy: 'small',
      revision: 1,
      files: Object.fromEntries(hashes.filter(([name]) => name !== 'akkoord-tell.js')),
    };
    const bundle = made ?? Buffer.from(JSON.stringify(manifest));
    writeFileSync(at('site/bundle.json'), bundle);
    return {
      policy_hash: sha256(readFileSync(at('small.json'))),
      text_hash: manifest.files['nl.json'],
      bundle_hash: sha256(bundle),
    };
  };
  const choose = async (name: string, changes: Record<string, unknown>): Promise<void> => {
    const event = consent({ language: 'nl', ...changes });
    events[name] = event;
    assert.equal((await collector.send({ body: event })).status, 204);
  };
  const idOf = (name: string): string => events[name]?.id ?? '';
  const prove = (name: string, ...words: string[]) =>
    akkoord(['prove', idOf(name), '--config', installation.config, ...words]);

  before(async () => {
    const former = compile('Mogen wij tellen?');
    collector = await RunningCollector.start(installation);
    await choose('first', { ...former, device: 'small' });
    await choose('second', {
      ...former,
      previous_id: idOf('first'),
      method: 'settings',
      layer: 2,
      device: 'large',
      services: { chat: true },
    });
    await choose('lost', {});
    await collector.end();
    // Years later the clinic asks in other words.
    compile('Heel andere woorden');
    collector = await RunningCollector.start(installation);
    await collector.end();
    key = installation.run('log-key').out.trim();
  });
  after(() => installation.remove());

  it('is a page in the language of its reader, with the words that the visitor read', () => {
    const { exitCode, err } = prove(
      'first',
      ...['--format', 'html', '--language', 'fr', '--time-zone', 'Europe/Brussels'],
      ...['-o', at('proof.html')],
    );
    assert.equal(exitCode, 0, err);
    const page = readFileSync(at('proof.html'), 'utf8');
    assert.match(page, /<html lang="fr">/);
    assert.match(page, /Preuve du consentement/);
    assert.match(page, /Mogen wij tellen\?/);
    assert.match(page, /Telt bezoeken\./);
    assert.doesNotMatch(page, /Heel andere woorden/);
    assert.match(page, / CES?T \(/);
    assert.doesNotMatch(page, / (?:src|href)=/);
    const { exitCode: holds, out } = akkoord(['verify', at('proof.html'), '--key', key]);
    assert.equal(holds, 0);
    assert.match(out, /It was inside the page\. .*rely on what stands here/);
    assert.match(out, /It does not prove:\n {2}- Who sat at the screen\./);
    writeFileSync(
      at('proof.html'),
      page.replace('\\"analytical\\":true', '\\"analytical\\":false'),
    );
    assert.equal(akkoord(['verify', at('proof.html'), '--key', key]).exitCode, 1);
  });

  it('is a PDF with the receipt attached, which verifies', () => {
    const { exitCode, err } = prove('first', '--format=pdf', '-o', at('proof.pdf'));
    assert.equal(exitCode, 0, err);
    const list = spawnSync('pdfdetach', ['-list', at('proof.pdf')], { encoding: 'utf8' });
    assert.match(list.stdout, /consent-receipt\.json/);
    const text = spawnSync('pdftotext', ['-layout', at('proof.pdf'), '-'], { encoding: 'utf8' });
    assert.match(text.stdout, /Proof of consent/);
    assert.match(text.stdout, /Mogen wij tellen\?/);
    writeFileSync(at('keys.json'), installation.run('log-key', '--format', 'json').out);
    const check = akkoord(['verify', at('proof.pdf'), '--keys', at('keys.json')]);
    assert.equal(check.exitCode, 0, check.err);
    assert.match(check.out, /It was inside the PDF/);
  });

  it('shows the banner again as it was, as a picture of that screen', () => {
    const { exitCode, err } = prove('first', '--render', at('banner.png'));
    assert.equal(exitCode, 0, err);
    const picture = readFileSync(at('banner.png'));
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [780, 1688]);
  });

  it('shows the layer in which the visitor chose as a page that asks for nothing', () => {
    const { exitCode, err } = prove('second', '--render', at('banner.html'));
    assert.equal(exitCode, 0, err);
    const page = readFileSync(at('banner.html'), 'utf8');
    assert.match(page, /Mogen wij tellen\?/);
    assert.match(page, /<akkoord-settings>/);
    assert.match(page, /Telt bezoeken\./);
    assert.doesNotMatch(page, /Heel andere woorden/);
    assert.doesNotMatch(page, /<script|(?:src|href)=/);
    assert.match(page, /default-src 'none'/);
  });

  it('says which hash is missing from the archive and what to do', () => {
    const { exitCode, err } = prove('lost', '--render', at('lost.png'));
    assert.equal(exitCode, 1);
    assert.match(
      err,
      /the manifest bundle\.json \(bundle_hash\) sha256:a{64} is not in the archive/,
    );
    assert.match(err, /Put the folder that akkoord compile wrote then/);
    assert.ok(!existsSync(at('lost.png')));
  });

  it('finds the records of a site and a time', () => {
    const words = ['prove', '--list', '--config', installation.config, '--site', 'www.small.test'];
    const all = akkoord([...words, '--from', '2020-01-01', '--to', '2100-01-01', '--format=json']);
    assert.equal(all.exitCode, 0, all.err);
    assert.deepEqual(
      JSON.parse(all.out).map(({ id }: { id: string }) => id),
      [idOf('first'), idOf('second'), idOf('lost')],
    );
    assert.doesNotMatch(all.out, /salt|previous/);
    const none = akkoord([...words, '--from', '2020-01-01', '--to', '2020-01-02']);
    assert.equal(none.exitCode, 1);
    assert.match(none.err, /No record of this site came in at that time/);
    assert.equal(akkoord([...words, '--from', 'yesterday', '--to', '2020-01-02']).exitCode, 2);
  });

  it('takes the whole cookie for the id, and says what is wrong with a call', () => {
    const cookie = `1.1.100.200.${idOf('first')}`;
    const run = akkoord(['prove', cookie, '--config', installation.config]);
    assert.equal(run.exitCode, 0, run.err);
    assert.match(prove('first', '--language', 'xx').err, /--language is one of de, en, fr, nl/);
    assert.equal(prove('first', '--render', 'banner.gif').exitCode, 2);
    assert.equal(prove('first', '--format', 'pdf').exitCode, 2);
    const unknown = akkoord([
      'prove',
      newId(),
      '--config',
      installation.config,
      '--render',
      'x.png',
    ]);
    assert.equal(unknown.exitCode, 1);
    assert.match(unknown.err, /no record has this id/);
  });
});
