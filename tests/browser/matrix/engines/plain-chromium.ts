// SPDX-License-Identifier: MIT
/**
 * Chromium as visitors start it, by its own protocol: drivers that attach to each page keep it from rendering pages
 * ahead.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { wholeChromium } from '../../quiet-chromium.ts';

export interface PlainChromium {
  /** Opens `url` in a new page, the only one from then on. */
  open(url: string): Promise<void>;
  /** What `body`, the body of an async function, returns in the page that is shown, through JSON. */
  evaluate<T>(body: string): Promise<T>;
  close(): Promise<void>;
}

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: unknown;
}

const patience_ms = 30_000;

export async function launchPlainChromium(port: number): Promise<PlainChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'akkoord-chromium-'));
  const program = spawn(
    wholeChromium,
    [
      ...['--headless=new', '--no-sandbox', '--no-first-run', '--disable-sync'],
      ...['--remote-debugging-port=0', `--user-data-dir=${profile}`],
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      // A machine short of memory renders nothing ahead, and would try nothing here.
      '--disable-features=LocalNetworkAccessChecks,Prerender2MemoryControls',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const socket = new WebSocket(await addressIn(program.stderr));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('message', (text) => {
    const answer = JSON.parse(`${text}`) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let calls = 0;
  const call = async <T>(method: string, params: object = {}, sessionId?: string): Promise<T> => {
    const id = ++calls;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { error, result } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  };
  let at = '';
  return {
    async open(url) {
      const { targetInfos } = await call<{ targetInfos: Target[] }>('Target.getTargets');
      const { targetId } = await call<Target>('Target.createTarget', { url });
      at = targetId;
      for (const { type, url, targetId: before } of targetInfos) {
        const isPage = type === 'page' && /^http/.test(url);
        if (isPage) await call('Target.closeTarget', { targetId: before });
      }
    },
    async evaluate<T>(body: string) {
      const { targetInfos } = await call<{ targetInfos: Target[] }>('Target.getTargets');
      // A page that was rendered ahead keeps the target that it was rendered in.
      const pages = targetInfos.filter(({ type, url }) => type === 'page' && /^http/.test(url));
      const page = pages.find(({ targetId }) => targetId === at) ?? pages[0];
      if (!page) throw new Error('no page is shown');
      const target = { targetId: page.targetId, flatten: true };
      const { sessionId } = await call<{ sessionId: string }>('Target.attachToTarget', target);
      try {
        const { result, exceptionDetails } = await call<{
          result: { value: T };
          exceptionDetails?: { text: string };
        }>(
          'Runtime.evaluate',
          {
            ...{ awaitPromise: true, returnByValue: true, userGesture: true },
            expression: `(async () => { ${body} })()`,
          },
          sessionId,
        );
        if (exceptionDetails) throw new Error(exceptionDetails.text);
        return result.value;
      } finally {
        await call('Target.detachFromTarget', { sessionId }).catch(() => {});
      }
    },
    async close() {
      socket.close();
      program.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`Chromium did not start: ${said}`)),
      patience_ms,
    );
    output.on('data', (part: Buffer) => {
      said += part;
      const [, address] = /listening on (ws:\S+)/.exec(said) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
