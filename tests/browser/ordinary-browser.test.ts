// SPDX-License-Identifier: MIT
/** The demo as a person meets it: a browser without host mapping, and every party under *.localhost. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo-site/server/demo.ts';
import { hostMap } from '../../demo-site/server/hosts.ts';
import {
  compilePolicy,
  demoFiles,
  freePort,
  launchChromium,
  out,
  reloads,
  servicesLeft,
  settled,
  untilHeld,
  untilLeft,
} from './clinic.ts';
import { bannerOf, buttonIn, choose, reopen, switchIn, watch } from './visitor.ts';

let demo: Demo;
let browser: Browser;
let home = '';

before(async () => {
  const port = await freePort();
  const compiled = `${out}/compiled-mapped`;
  mkdirSync(compiled, { recursive: true });
  writeFileSync(`${out}/hosts.json`, JSON.stringify(hostMap(port)));
  compilePolicy(compiled, ['--map-hosts', `${out}/hosts.json`]);
  demo = await startDemo({ ...demoFiles(), port, compiled });
  browser = await launchChromium();
  home = `http://2pass.localhost:${port}/`;
});
after(async () => {
  await browser?.close();
  await demo?.close();
});

/** A new visitor's home page, and the hosts that answered it: what is held is asked for and never answered. */
async function goHome(): Promise<{ page: Page; hosts: Set<string> }> {
  demo.visits.clear();
  const visitor = await browser.newContext();
  visitor.setDefaultTimeout(10_000);
  const hosts = new Set<string>();
  visitor.on('requestfinished', (request) => hosts.add(new URL(request.url()).host));
  const page = await visitor.newPage();
  await page.goto(home);
  await settled(page);
  return { page, hosts };
}

describe('in an ordinary browser', () => {
  it('nothing leaves before a choice', async () => {
    const { page, hosts } = await goHome();
    const seen = watch(page.context());
    assert.deepEqual(servicesLeft(demo), []);
    assert.deepEqual([...hosts], [new URL(home).host]);
    assert.ok(await bannerOf(page).isVisible());
    await untilHeld(page, ['google-analytics', 'meta-pixel', 'youtube', 'crazy-egg']);
    assert.deepEqual(seen.lines, []);
  });

  it('accept all lets requests go to the stand-ins, and to nobody else', async () => {
    const { page, hosts } = await goHome();
    await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
    await untilLeft(demo, ['google-analytics', 'crazy-egg', 'meta-pixel', 'youtube', 'google-ads']);
    const suffix = `.localhost:${demo.port}`;
    assert.deepEqual(
      [...hosts].filter((host) => !host.endsWith(suffix)),
      [],
    );
    assert.ok(hosts.has(`www.youtube.com${suffix}`));
    assert.ok(!(await bannerOf(page).isVisible()));
  });

  it('one category can be granted and withdrawn', async () => {
    const { page } = await goHome();
    const dialog = await choose(page);
    await switchIn(dialog, 'Statistics').check();
    await reloads(page, () => buttonIn(dialog, 'Save choice').click());
    await untilLeft(demo, ['crazy-egg', 'google-analytics', 'google-tag-manager']);
    assert.deepEqual(servicesLeft(demo), ['crazy-egg', 'google-analytics', 'google-tag-manager']);

    const again = await reopen(page);
    await reloads(page, () => buttonIn(again, 'Reject all').click());
    const cookies = (await page.context().cookies()).map(({ name }) => name);
    const left = cookies.filter((name) => name !== 'October' && !/^cookie_consent_/.test(name));
    assert.deepEqual(left, []);
    demo.visits.clear();
    await page.reload();
    await settled(page);
    assert.deepEqual(servicesLeft(demo), []);
  });
});
