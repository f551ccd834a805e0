// SPDX-License-Identifier: MIT
/** Firefox ESR, driven by WebDriver BiDi: one browser, and a user context (a container) for each visitor. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BiDi, BiDiError, connectBiDi } from './bidi.ts';
import { type Engine, type EngineCookie, type EngineVisitor, secureOrigin } from './engine.ts';
import { clickOn, pressOf } from './input-actions.ts';
import { startProgram, untilItAnswers, withRetries } from './program.ts';

const start_ms = 60_000;
const patience_ms = 30_000;

type Preferences = Readonly<Record<string, string | number | boolean>>;

/** All hosts by the lab's proxy, those of loopback too. */
function throughProxy(port: number): Preferences {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1', // web sockets go there
    'network.proxy.ssl_port': port,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.failover_direct': false,
  };
}

/** As a visitor's Firefox, but that plain http stays plain and the lab's host counts as secure. */
const plainHttp: Preferences = {
  'dom.securecontext.allowlist': new URL(secureOrigin).hostname,
  'dom.security.https_first': false,
  'dom.security.https_first_pbm': false,
  'dom.security.https_first_schemeless': false,
  'dom.security.https_only_mode': false,
  // A page that counts as secure would ask for its pictures by https, and refuse scripts by http.
  'security.mixed_content.block_active_content': false,
  'security.mixed_content.block_display_content': false,
  'security.mixed_content.upgrade_display_content': false,
};

/** Firefox calls nobody: what the lab sees comes from its pages. */
const noCallsHome: Preferences = {
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'app.update.disabledForTesting': true,
  'browser.aboutHomeSnippets.updateUrl': '',
  'browser.discovery.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.ping-centre.telemetry': false,
  'browser.region.network.url': '',
  'browser.region.update.enabled': false,
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'browser.uitour.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'media.gmp-manager.url': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  'privacy.trackingprotection.enabled': false,
  'privacy.trackingprotection.pbmode.enabled': false,
  'remote.settings.testing.serverURL': '',
  'security.OCSP.enabled': 0,
  'security.remote_settings.crlite_filters.enabled': false,
  'security.remote_settings.intermediates.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.autofillForms': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.unified': false,
};

/** What a page asks for where a person's leave is needed, and what slows a test down. */
const forTests: Preferences = {
  'browser.tabs.warnOnClose': false,
  'dom.caches.testing.enabled': true, // caches ask for https in spite of the allowlist
  'dom.disable_open_during_load': false,
  'dom.min_background_timeout_value': 4,
  'dom.serviceWorkers.testing.enabled': true,
  'dom.timeout.enable_budget_timer_throttling': false,
  'media.peerconnection.ice.loopback': true,
  'security.warn_submit_secure_to_insecure': false,
  'toolkit.cosmeticAnimations.enabled': false,
  'ui.prefersReducedMotion': 1,
};

export function launchFirefox(port: number): Promise<Engine> {
  return withRetries('firefox-esr', () => start(port));
}

async function start(port: number): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'akkoord-firefox-'));
  const preferences = { ...throughProxy(port), ...plainHttp, ...noCallsHome, ...forTests };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const words = ['--headless', '--no-remote', '--profile', profile];
  const program = startProgram({
    command: 'firefox-esr',
    words: [...words, '--remote-debugging-port', '0'],
    environment: {
      HOME: profile,
      MOZ_CRASHREPORTER_DISABLE: '1',
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1', // without it services.settings.server is not heeded
    },
  });
  const end = (): void => {
    program.end();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  try {
    const bidi = await untilItAnswers(
      program,
      async () => {
        const address = readFileSync(join(profile, 'WebDriverBiDiServer.json'), 'utf8');
        const { ws_host, ws_port } = JSON.parse(address) as { ws_host: string; ws_port: number };
        return connectBiDi(`ws://${ws_host}:${ws_port}/session`);
      },
      start_ms,
    );
    const { capabilities } = await bidi.send<{ capabilities: { browserVersion: string } }>(
      'session.new',
      {
        capabilities: {
          alwaysMatch: { unhandledPromptBehavior: { default: 'dismiss', beforeUnload: 'accept' } },
        },
      },
    );
    return {
      name: 'firefox',
      version: `Firefox ${capabilities.browserVersion}`,
      visitor: () => visitorOf(bidi),
      async close() {
        bidi.close();
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

async function visitorOf(bidi: BiDi): Promise<EngineVisitor> {
  const { userContext } = await bidi.send<{ userContext: string }>('browser.createUserContext');
  const place = { type: 'window', userContext, tabs: new Set<string>() } as const;
  return tabOf(bidi, place, async () => {
    await bidi.send('browser.removeUserContext', { userContext });
  });
}

/** Where a page opens: a window of the visitor's own, which no other visitor's page covers, or a tab in it. */
interface Opening {
  readonly type: 'window' | 'tab';
  readonly userContext: string;
  /** The visitor's pages that we have opened. */
  readonly tabs: Set<string>;
}

/** Closes what the visitor's pages have opened. */
async function closePopups(bidi: BiDi, { userContext, tabs }: Opening): Promise<void> {
  const { contexts } = await bidi.send<{
    contexts: readonly { readonly context: string; readonly userContext: string }[];
  }>('browsingContext.getTree', { maxDepth: 0 });
  for (const { context, userContext: owner } of contexts) {
    if (owner !== userContext || tabs.has(context)) continue;
    await bidi.send('browsingContext.close', { context }).catch(() => {}); // it may close itself
  }
}

interface Evaluated {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly value?: unknown; readonly sharedId?: string };
  readonly exceptionDetails?: { readonly text: string };
}

async function tabOf(
  bidi: BiDi,
  opening: Opening,
  close?: () => Promise<void>,
): Promise<EngineVisitor> {
  const { type, userContext, tabs } = opening;
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', {
    type,
    userContext,
  });
  tabs.add(context);
  const run = async (expression: string): Promise<Evaluated['result']> => {
    const { type, result, exceptionDetails } = await bidi.send<Evaluated>('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    });
    if (type === 'exception') throw new Error(exceptionDetails?.text);
    return result;
  };
  return {
    async open(url) {
      await closePopups(bidi, opening);
      const load = bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
      await orPatience(load).catch((error: unknown) => {
        // A page that leads elsewhere, or loads for ever, has shown what it does.
        const led = error instanceof BiDiError && /timeout|unknown error/.test(error.code);
        if (!led) throw error;
      });
    },
    async evaluate<T>(body: string) {
      const json = `(async () => { ${body} })().then((value) => JSON.stringify(value))`;
      const result = await orPatience(run(json));
      return (typeof result?.value === 'string' ? JSON.parse(result.value) : undefined) as T;
    },
    async click(selector) {
      const found = await run(
        `(() => { const found = document.querySelector(${JSON.stringify(selector)});
          found?.scrollIntoView({ block: 'center', behavior: 'instant' }); return found; })()`,
      );
      if (found?.sharedId === undefined) throw new Error(`nothing matches ${selector}`);
      const actions = clickOn({ type: 'element', element: { sharedId: found.sharedId } });
      await bidi.send('input.performActions', { context, actions });
    },
    async press(keys) {
      await bidi.send('input.performActions', { context, actions: pressOf(keys) });
    },
    async resize(width, height) {
      await bidi.send('browsingContext.setViewport', { context, viewport: { width, height } });
    },
    cookies: () => cookiesOf(bidi, context, userContext),
    tab: () => tabOf(bidi, { ...opening, type: 'tab' }),
    close:
      close ??
      (async () => {
        await bidi.send('browsingContext.close', { context });
      }),
  };
}

/** Those of every site that the visitor saw, and those that are kept apart for the page's site. */
async function cookiesOf(
  bidi: BiDi,
  context: string,
  userContext: string,
): Promise<readonly EngineCookie[]> {
  interface Kept extends Omit<EngineCookie, 'value'> {
    readonly value: { readonly value: string };
  }
  const partitions = [
    { type: 'storageKey', userContext },
    { type: 'context', context },
  ];
  const found = new Map<string, EngineCookie>();
  for (const partition of partitions) {
    const { cookies } = await bidi.send<{ cookies: readonly Kept[] }>('storage.getCookies', {
      partition,
    });
    for (const { name, value, domain, path } of cookies) {
      found.set(JSON.stringify([domain, path, name, value.value]), {
        ...{ name, domain, path },
        value: value.value,
      });
    }
  }
  return [...found.values()];
}

function orPatience<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BiDiError('page', 'timeout', '')), patience_ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
