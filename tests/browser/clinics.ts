// SPDX-License-Identifier: MIT
/**
 * All clinics of the demo under their *.localhost names, and a visitor of theirs in any engine.
 *
 * What Akkoord shows lies in shadow trees, which no selector of a driver reaches: it is found from within the page.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { demoClinics } from '../../demo-site/server/clinics.ts';
import { type Demo, startDemo } from '../../demo-site/server/demo.ts';
import { hostMap } from '../../demo-site/server/hosts.ts';
import type { AkkoordState } from '../../web/api.ts';
import type { Language } from '../../web/banner/language.ts';
import { compilePolicy, demoFiles, freePort, out, servicesLeft } from './clinic.ts';
import type { Engine, EngineVisitor } from './matrix/engines/engine.ts';
import { untilPage } from './matrix/until-page.ts';
import { wordsOf } from './visitor.ts';

/** The demo as `./demo --install header` starts it: the only install that holds all in each engine. */
export async function openClinics(): Promise<Demo> {
  const port = await freePort();
  const compiled = `${out}/clinics`;
  mkdirSync(compiled, { recursive: true });
  const hosts = `${compiled}/hosts.json`;
  writeFileSync(hosts, JSON.stringify(hostMap(port)));
  for (const { id } of demoClinics) {
    const policy = policyOf(id);
    compilePolicy(`${compiled}/${id}`, ['--map-hosts', hosts], policy);
    const wishes = ['--for', 'edge-worker', '-o', `${compiled}/${id}`, '--map-hosts', hosts];
    execFileSync('dist/bin/akkoord', ['headers', policy, ...wishes], { stdio: 'pipe' });
  }
  return startDemo({ ...demoFiles(), port, compiled, install: 'header' });
}

export function policyOf(clinic: string): string {
  return `consent-config/clinics/${clinic}.json`;
}

/** Where Chromium itself calls, which here ends at the demo too. */
const browsersOwn = /(^|\.)(google|googleapis|gvt1)\.com$/;

/** The services, and hosts that no service claims, that a page has reached; sorted, each once. */
export function reached(demo: Demo): readonly string[] {
  return servicesLeft(demo).filter((one) => !browsersOwn.test(one));
}

/** A page of a clinic, and the language that it is in. */
export interface Place {
  readonly clinic: string;
  readonly language: string;
  readonly path: string;
}

/** What the banner shows. */
export interface Shown {
  readonly language: string;
  readonly title: string;
  readonly buttons: readonly string[];
}

/** Names of all cookies of a clinic's site, by kind. */
export interface Kept {
  readonly records: readonly string[];
  readonly others: readonly string[];
}

const banner = `document.querySelector('akkoord-banner')?.shadowRoot`;
const settings = `document.querySelector('akkoord-settings')?.shadowRoot`;
const ready = `'state' in (window.akkoord ?? {}) && document.readyState === 'complete'`;

/** A category's or service's switch in the settings. */
function switchOf(name: string): string {
  return `${settings}?.querySelector('input[aria-label=' + CSS.escape(${JSON.stringify(name)}) + ']')`;
}

export class ClinicVisitor {
  readonly words: Language;
  private readonly page: EngineVisitor;
  private readonly address: string;

  private constructor(page: EngineVisitor, place: Place, port: number) {
    this.page = page;
    this.words = wordsOf(place.language);
    this.address = `http://${place.clinic}.localhost:${port}${place.path}`;
  }

  /** A visitor of their own at `place`; what reached vendors before is forgotten. */
  static async at(engine: Engine, demo: Demo, place: Place): Promise<ClinicVisitor> {
    demo.visits.clear();
    const visitor = new ClinicVisitor(await engine.visitor(), place, demo.port);
    await visitor.open();
    return visitor;
  }

  /** Loads the page, again for one who returns, or another of the site, until Akkoord has decided. */
  async open(path?: string): Promise<void> {
    await this.page.open(path ? new URL(path, this.address).href : this.address);
    await untilPage(this.page, ready);
  }

  /** The banner, once it asks. */
  async asked(): Promise<Shown> {
    await untilPage(this.page, `${banner}?.querySelector('section')?.hidden === false`);
    return this.page.evaluate(`const root = ${banner};
      const text = (all) => [...all].map((each) => each.textContent.trim());
      return { language: root.querySelector('[lang]').lang,
        title: root.querySelector('section h2').textContent.trim(),
        buttons: text(root.querySelectorAll('section button')) };`);
  }

  /** Waits until the way back stands there and nothing asks. */
  async notAsked(): Promise<void> {
    await untilPage(
      this.page,
      `${banner}?.querySelector('section').hidden === true
        && !${banner}.querySelector('section + button').hidden`,
    );
  }

  /** Presses the banner's button of that name. */
  async press(name: string): Promise<void> {
    await this.pressIn(banner, name);
  }

  /** Opens the settings by the button that stays, rejects all there, and waits for the page that follows. */
  async withdraw(): Promise<void> {
    await this.reopen();
    await this.reloadsOn(() => this.pressIn(settings, this.words.settings.reject_all));
  }

  /** Opens the settings by the button that stays, saves with a service's switch off, and waits likewise. */
  async objectTo(service: string): Promise<void> {
    await this.reopen();
    const one = switchOf(service);
    await untilPage(this.page, `!!${one}`);
    await this.page.evaluate(`const found = ${one}; if (found.checked) found.click();`);
    await this.reloadsOn(() => this.pressIn(settings, this.words.settings.save));
  }

  /** Opens the settings, switches one category on, saves, and waits for the page that follows. */
  async chooseOnly(category: keyof Language['categories']): Promise<void> {
    await this.press(this.words.banner.choose);
    const one = switchOf(this.words.categories[category].name);
    await untilPage(this.page, `!!${one}`);
    await this.page.evaluate(`${one}.click();`);
    await this.reloadsOn(() => this.pressIn(settings, this.words.settings.save));
  }

  async acceptAll(): Promise<void> {
    await this.reloadsOn(() => this.press(this.words.banner.accept_all));
  }

  /** Changes the page's address without loading, as routers do, to one that tells the country by its path alone. */
  async wander(path: string): Promise<void> {
    await this.page.evaluate(`delete document.documentElement.dataset.akkoordJurisdiction;
      history.pushState(null, '', ${JSON.stringify(path)});`);
    await untilPage(this.page, `location.pathname === ${JSON.stringify(path)}`);
  }

  state(): Promise<AkkoordState> {
    return this.page.evaluate('return window.akkoord.state();');
  }

  /** Whether the banner stands there, and the button that opens the settings. */
  shows(): Promise<{ readonly banner: boolean; readonly wayBack: boolean }> {
    return this.page.evaluate(`const stands = (selector) =>
        ${banner}?.querySelector(selector)?.checkVisibility() === true;
      return { banner: stands('section'), wayBack: stands('section + button') };`);
  }

  /** The hosts that were held in this page, once there is one. */
  async held(): Promise<readonly string[]> {
    await untilPage(this.page, 'window.akkoord.state().held.length > 0');
    const { held } = await this.state();
    return [...new Set(held.map(({ name }) => name))].sort();
  }

  async cookies(): Promise<Kept> {
    const host = new URL(this.address).hostname;
    const own = (await this.page.cookies())
      .filter(({ domain }) => domain.replace(/^\./, '') === host)
      .map(({ name }) => name);
    const names = [...new Set(own)].sort();
    const isRecord = (name: string): boolean => name.startsWith('cookie_consent_');
    return { records: names.filter(isRecord), others: names.filter((name) => !isRecord(name)) };
  }

  close(): Promise<void> {
    return this.page.close();
  }

  private async reopen(): Promise<void> {
    const wayBack = `${banner}?.querySelector('section + button')`;
    await untilPage(this.page, `${wayBack}?.checkVisibility() === true`);
    await this.page.evaluate(`${wayBack}.click();`);
  }

  private async pressIn(root: string, name: string): Promise<void> {
    const one = `[...(${root}?.querySelectorAll('button') ?? [])]
      .find((each) => each.textContent.trim() === ${JSON.stringify(name)} && each.checkVisibility())`;
    await untilPage(this.page, `!!${one}`);
    // What a click leads to may end the page before it has answered.
    await this.page.evaluate(`const found = ${one}; setTimeout(() => found.click());`);
  }

  private async reloadsOn(act: () => Promise<unknown>): Promise<void> {
    await this.page.evaluate('window.before = true;');
    await act();
    await untilPage(this.page, `!window.before && ${ready}`);
  }
}
