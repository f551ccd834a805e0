// SPDX-License-Identifier: MIT
/** A page that asks, in any engine: what a visitor sees of both layers, does with the keyboard, and has the focus on. */
import assert from 'node:assert/strict';
import type { AkkoordState } from '../../../web/api.ts';
import type { EngineVisitor } from '../matrix/engines/engine.ts';
import { untilPage } from '../matrix/until-page.ts';

/** What is in the page's own words: `banner` and `settings` are shadow roots, `region` the first layer. */
export const words = `
  const banner = document.querySelector('akkoord-banner')?.shadowRoot;
  const settings = document.querySelector('akkoord-settings')?.shadowRoot;
  const region = banner?.querySelector('.box, .bar, .dialog');
  const shown = (one) => !!one?.checkVisibility();
  const focused = () => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one;
  };
  const all = (root) => [...(root?.querySelectorAll('*') ?? [])];
`;

export type Words = string;

export class AskedPage {
  readonly visitor: EngineVisitor;

  constructor(visitor: EngineVisitor) {
    this.visitor = visitor;
  }

  /** Opens `address` for one who never chose, until the question stands there. */
  async openAnew(address: string): Promise<void> {
    await this.visitor.open(address);
    await this.read(`for (const cookie of document.cookie.split('; ')) {
      document.cookie = cookie.split('=')[0] + '=; Max-Age=0; Path=/';
    }`);
    await this.open(address);
    await this.untilAsked();
  }

  async open(address: string): Promise<void> {
    await this.visitor.open(address);
    await this.until(`'state' in (window.akkoord ?? {}) && !!banner`);
  }

  /** What `body`, in the words above, returns. */
  read<T>(body: string): Promise<T> {
    return this.visitor.evaluate<T>(`${words}${body}`);
  }

  async until(expression: string): Promise<void> {
    await untilPage(this.visitor, `(() => { ${words} return ${expression}; })()`);
  }

  /** Until the first layer stands still. */
  async untilAsked(): Promise<void> {
    await this.until('shown(region)');
    await this.stand();
  }

  async untilSettings(): Promise<void> {
    await this.until(`shown(settings?.querySelector('dialog'))`);
    await this.stand();
  }

  /** Ends what moves. */
  async stand(): Promise<void> {
    await this.read(`for (const root of [banner, settings]) {
      for (const motion of root?.getAnimations?.() ?? []) motion.finish();
    }`);
  }

  state(): Promise<AkkoordState> {
    return this.read('return window.akkoord.state();');
  }

  /** Clicks by script what `id` names in the first layer or the settings, as consent helpers do. */
  async click(id: string, root: 'banner' | 'settings' = 'banner'): Promise<void> {
    await this.read(`const one = ${root}.getElementById('${id}'); setTimeout(() => one.click());`);
  }

  /** The id, or name for screen readers, or text of what has the focus. */
  focus(): Promise<string> {
    return this.read(`const one = focused();
      return one?.id || one?.getAttribute('aria-label') || one?.localName || '';`);
  }

  /** Presses Tab until `name` has the focus; returns how often. */
  async tabTo(name: string, most = 50, key = 'Tab'): Promise<number> {
    const seen: string[] = [];
    for (let presses = 0; presses <= most; presses++) {
      const at = await this.focus();
      if (at === name) return presses;
      seen.push(at);
      await this.visitor.press(key);
    }
    assert.fail(`${most} times ${key} did not lead to "${name}", but to ${seen.join(', ')}`);
  }
}
