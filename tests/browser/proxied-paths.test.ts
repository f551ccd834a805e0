// SPDX-License-Identifier: MIT
/** A service behind the site's own paths, which every page policy admits. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { service } from '../cli/command-line.ts';
import { type Clinic, openClinic, reloads, settled, untilHeld } from './clinic.ts';
import { type OwnPolicy, ownPolicy } from './own-policy.ts';

const site = 'https://www.small.test';

let clinic: Clinic;
let policy: OwnPolicy;
before(async () => {
  clinic = await openClinic();
  policy = ownPolicy('paths', {
    services: [
      service('cloaked', 'analytical', ['cloaked.test'], { paths: ['/metrics/', '/m.js'] }),
    ],
  });
});
after(() => clinic.close());

/** In markup, and what asks in a page's own code; by what stands in the path. */
const markup = `<p>text</p> <script src="/metrics/parsed.js"></script> <script src="/m.js" async></script>
  <script type="module" src="/metrics/module.js"></script>`;

async function ask(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ends = (made: Element): Promise<unknown> =>
      new Promise((resolve) => {
        for (const end of ['load', 'error']) made.addEventListener(end, resolve);
      });
    const element = (tag: string, name: string, path: string): Promise<unknown> => {
      const made = document.createElement(tag);
      Reflect.set(made, name, `/metrics/${path}`);
      document.body.append(made);
      return ends(made);
    };
    await fetch('/metrics/fetch').catch(() => {});
    await fetch(new Request('/metrics/request', { method: 'POST', body: '1' })).catch(() => {});
    await new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onloadend = resolve;
      request.open('POST', '/metrics/xhr');
      request.send();
    });
    navigator.sendBeacon('/metrics/beacon');
    new EventSource('/metrics/events');
    try {
      new Worker('/metrics/worker.js');
    } catch {
      // Refused at once.
    }
    const all = [
      element('script', 'src', 'script.js'),
      element('img', 'src', 'image'),
      element('img', 'srcset', 'srcset 2x'),
      element('iframe', 'src', 'frame'),
      element('video', 'src', 'video'),
    ];
    const link = document.createElement('link');
    link.setAttribute('rel', 'stylesheet');
    link.setAttribute('href', '/metrics/style.css');
    document.head.append(link);
    document.body.insertAdjacentHTML('beforeend', '<p>x</p><img id="inner" src="/metrics/inner">');
    const inner = document.getElementById('inner') as HTMLImageElement;
    await Promise.all([...all, ends(link), ends(inner)]);
  });
}

async function open(
  visitor: BrowserContext,
  install: 'snippet' | 'tag',
): Promise<{ page: Page; asked: Set<string> }> {
  const asked = new Set<string>();
  const html = `<!doctype html><html lang="en"><head>${policy.lines[install]}</head><body>${markup}</body></html>`;
  await policy.serve(visitor, site, (path) => {
    if (path !== '/') asked.add(path);
    return path === '/' ? html : '';
  });
  const page = await visitor.newPage();
  await page.goto(`${site}/`);
  await settled(page);
  return { page, asked };
}

describe("a service behind the site's own paths", () => {
  for (const install of ['snippet', 'tag'] as const) {
    it(`is held before a choice, in every way of asking, and named (${install})`, async () => {
      const visitor = await clinic.visitor();
      const { page, asked } = await open(visitor, install);
      if (install === 'snippet') assert.deepEqual([...asked], []);
      asked.clear(); // the speculative parser waits for a tag, and asks for markup's scripts meanwhile
      await ask(page);
      assert.deepEqual([...asked], []);
      const names = (await untilHeld(page, ['cloaked'])).held.map(
        ({ name, service }) => `${service} ${name}`,
      );
      assert.ok(names.includes('cloaked www.small.test'), names.join());
      assert.ok(!names.join().includes('invalid'), names.join());
    });
  }

  it('is let through once it is granted, and the site keeps its other paths all the while', async () => {
    const visitor = await clinic.visitor();
    const { page, asked } = await open(visitor, 'snippet');
    await page.evaluate(() => fetch('/metricsother').then((answer) => answer.text()));
    assert.deepEqual([...asked], ['/metricsother']);
    await reloads(page, () => page.evaluate('void window.akkoord.acceptAll()'));
    await ask(page);
    for (const path of ['/m.js', '/metrics/parsed.js', '/metrics/fetch', '/metrics/xhr'])
      assert.ok(asked.has(path), path);
    for (const path of ['/metrics/image', '/metrics/frame', '/metrics/style.css', '/metrics/inner'])
      assert.ok(asked.has(path), path);
  });
});
