// SPDX-License-Identifier: MIT
/**
 * WebKitGTK (Safari's engine), driven by plain WebDriver: WebKitWebDriver starts a MiniBrowser without a profile for each
 * visitor, on a screen that nobody sees.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Engine, EngineCookie, EngineVisitor } from './engine.ts';
import { pressOf } from './input-actions.ts';
import {
  type Program,
  startAndHear,
  startProgram,
  untilItAnswers,
  withRetries,
} from './program.ts';
import { type WebDriver, WebDriverError, webDriverAt } from './web-driver.ts';

const start_ms = 60_000;
const patience_ms = 30_000;
/** WebDriver's name for an element in JSON. */
const element_key = 'element-6066-11e4-a52e-4f735466cecf';

interface Driver {
  readonly program: Program;
  readonly call: WebDriver;
}

interface Session {
  readonly id: string;
  readonly version: string;
}

export async function launchWebKit(port: number): Promise<Engine> {
  const [screen, display] = await withRetries('Xvfb', () => {
    const words = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
    return startAndHear({ command: 'Xvfb', words }, start_ms);
  });
  // A driver serves one visitor at a time, and the next when that one has left.
  const drivers = new Set<Driver>();
  const idle: Driver[] = [];
  const driver = async (): Promise<Driver> => {
    const one = idle.pop() ?? (await withRetries('WebKitWebDriver', () => startDriver(display)));
    drivers.add(one);
    return one;
  };
  const drop = (one: Driver): void => {
    drivers.delete(one);
    one.program.end();
  };
  const session = (): Promise<{ driver: Driver; session: Session }> =>
    withRetries('MiniBrowser', async () => {
      const one = await driver();
      try {
        return { driver: one, session: await openSession(one.call, port) };
      } catch (error) {
        drop(one);
        throw error;
      }
    });
  const visitor = async (): Promise<EngineVisitor & { readonly version: string }> => {
    const { driver: one, session: opened } = await session();
    const call: WebDriver = (method, path, body, patience) =>
      one.call(method, `/session/${opened.id}${path}`, body, patience);
    const page = await visitorAt(call, async () => {
      try {
        await call('DELETE', '');
        idle.push(one);
      } catch {
        drop(one);
      }
    });
    return { ...page, version: opened.version };
  };
  const close = async (): Promise<void> => {
    for (const one of [...drivers]) drop(one);
    screen.end();
  };
  try {
    const first = await visitor();
    await first.close();
    return { name: 'webkit', version: `WebKitGTK ${first.version}`, visitor, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startDriver(display: string): Promise<Driver> {
  const port = await freePort();
  const program = startProgram({
    command: 'WebKitWebDriver',
    words: [`--port=${port}`],
    environment: {
      DISPLAY: `:${display}`,
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  const call = webDriverAt(`http://127.0.0.1:${port}`);
  try {
    await untilItAnswers(
      program,
      async () => {
        const { ready } = await call<{ ready: boolean }>('GET', '/status');
        return ready || undefined;
      },
      start_ms,
    );
  } catch (error) {
    program.end();
    throw error;
  }
  return { program, call };
}

/** Where Debian keeps it, by processor. */
function miniBrowser(): string {
  const folders = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1`);
  const found = folders.map((folder) => `${folder}/MiniBrowser`).find(existsSync);
  if (found === undefined) throw new Error('no MiniBrowser: install webkit2gtk-driver');
  return found;
}

async function openSession(call: WebDriver, port: number): Promise<Session> {
  const proxy = `127.0.0.1:${port}`;
  const { sessionId, capabilities } = await call<{
    sessionId: string;
    capabilities: { browserVersion: string };
  }>(
    'POST',
    '/session',
    {
      capabilities: {
        alwaysMatch: {
          // Of a page that loads for ever the driver would tell nothing, if it were to wait.
          pageLoadStrategy: 'none',
          proxy: { proxyType: 'manual', httpProxy: proxy, sslProxy: proxy },
          timeouts: { script: patience_ms, implicit: 0 },
          unhandledPromptBehavior: 'dismiss',
          'webkitgtk:browserOptions': {
            binary: miniBrowser(),
            args: ['--automation', '--javascript-can-open-windows-automatically=true'],
          },
        },
      },
    },
    start_ms,
  );
  return { id: sessionId, version: capabilities.browserVersion };
}

/** A driver looks at one window at a time, so the pages of a visitor take turns. */
async function visitorAt(call: WebDriver, close: () => Promise<void>): Promise<EngineVisitor> {
  let current = await call<string>('GET', '/window');
  let turn: Promise<unknown> = Promise.resolve();
  const at = <T>(window: string, act: () => Promise<T>): Promise<T> => {
    const acted = turn.then(async () => {
      if (current !== window) await call('POST', '/window', { handle: window });
      current = window;
      return act();
    });
    turn = acted.catch(() => {});
    return acted;
  };
  const ours = new Set([current]);
  /** Closes what the visitor's pages have opened, and looks at `window` again. */
  const closePopups = async (window: string): Promise<void> => {
    for (const handle of await call<readonly string[]>('GET', '/window/handles')) {
      if (ours.has(handle)) continue;
      await call('POST', '/window', { handle });
      await call('DELETE', '/window');
      await call('POST', '/window', { handle: window });
    }
  };
  const pageAt = (window: string, end: () => Promise<void>): EngineVisitor => ({
    open: (url) =>
      at(window, async () => {
        await closePopups(window);
        await openPage(call, url);
      }),
    evaluate: <T>(body: string) => at(window, () => evaluate<T>(call, body)),
    click: (selector) => at(window, () => click(call, selector)),
    press: (keys) => at(window, () => call('POST', '/actions', { actions: pressOf(keys) })),
    resize: (width, height) => at(window, () => call('POST', '/window/rect', { width, height })),
    cookies: () => at(window, () => call<readonly EngineCookie[]>('GET', '/cookie')),
    tab: () =>
      at(window, async () => {
        const { handle } = await call<{ handle: string }>('POST', '/window/new', { type: 'tab' });
        ours.add(handle);
        return pageAt(handle, () =>
          at(handle, async () => {
            await call('DELETE', '/window');
            current = '';
          }),
        );
      }),
    close: end,
  });
  return pageAt(current, () => turn.then(close));
}

/** Until the load event, or for as long as the patience lasts: a page that leads elsewhere has shown what it does. */
async function openPage(call: WebDriver, url: string): Promise<void> {
  const run = <T>(script: string): Promise<T | undefined> =>
    call<T>('POST', '/execute/sync', { script, args: [] }).catch((error: unknown) => {
      if (error instanceof WebDriverError) return undefined; // between two documents
      throw error;
    });
  const mark = 'akkoord test: the page before';
  await run(`window[${JSON.stringify(mark)}] = true`);
  await call('POST', '/url', { url });
  const loaded = `return !(${JSON.stringify(mark)} in window) && document.readyState === 'complete'`;
  const until_ms = Date.now() + patience_ms;
  while (Date.now() < until_ms && !(await run<boolean>(loaded))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function evaluate<T>(call: WebDriver, body: string): Promise<T> {
  const script = `const tell = arguments[arguments.length - 1];
    (async () => { ${body} })().then(
      (value) => tell({ json: JSON.stringify(value) }),
      (error) => tell({ error: String(error) }));`;
  const run = (): Promise<{ json?: string | null; error?: string } | null> =>
    call('POST', '/execute/async', { script, args: [] }, 2 * patience_ms);
  // Nothing at all: the driver dismissed an alert instead.
  const { json, error } = (await run()) ?? (await run()) ?? {};
  if (error) throw new Error(error);
  return (typeof json === 'string' ? JSON.parse(json) : undefined) as T;
}

async function click(call: WebDriver, selector: string): Promise<void> {
  const found = await call<Record<string, string>>('POST', '/element', {
    using: 'css selector',
    value: selector,
  });
  await call('POST', `/element/${found[element_key]}/click`, {});
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
