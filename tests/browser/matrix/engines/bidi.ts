// SPDX-License-Identifier: MIT
/** WebDriver BiDi (W3C): commands as JSON over a web socket, answered by id; events are not used. */
import { WebSocket } from 'ws';

const patience_ms = 40_000;

export interface BiDi {
  send<T>(method: string, params?: object): Promise<T>;
  close(): void;
}

/** The browser's answer to a command that it did not carry out; `code` is the standard's word. */
export class BiDiError extends Error {
  readonly code: string;

  constructor(method: string, code: string, message: string) {
    super(`${method}: ${code}: ${message}`);
    this.code = code;
  }
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

interface Waiting {
  readonly method: string;
  readonly timer: ReturnType<typeof setTimeout>;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export async function connectBiDi(url: string): Promise<BiDi> {
  const socket = new WebSocket(url, { handshakeTimeout: patience_ms });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const settle = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    clearTimeout(one?.timer);
    waiting.delete(id);
    return one;
  };
  socket.on('message', (data) => {
    const { id = 0, error, message = '', result } = JSON.parse(`${data}`) as Answer;
    const one = settle(id);
    if (error === undefined) one?.resolve(result);
    else one?.reject(new BiDiError(one.method, error, message));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('close', () => {
    for (const id of [...waiting.keys()]) settle(id)?.reject(new Error('the browser is gone'));
  });
  socket.on('error', () => socket.terminate());

  return {
    send<T>(method: string, params: object = {}) {
      return new Promise<T>((resolve, reject) => {
        const id = ++last;
        const timer = setTimeout(() => {
          settle(id)?.reject(new BiDiError(method, 'timeout', `no answer in ${patience_ms} ms`));
        }, patience_ms);
        waiting.set(id, { method, timer, resolve: (result) => resolve(result as T), reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    close: () => socket.terminate(),
  };
}
