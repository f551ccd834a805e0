// SPDX-License-Identifier: MIT
/**
 * A site behind a slow line, for any browser: the server itself waits and doles out.
 *
 * Each answer begins a round trip late, the first on a connection two; all answers share one line, chunk by chunk in
 * turn. Text goes gzipped, as servers send it. The figures are those of a slow 4G line (Lighthouse's).
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export const round_trip_ms = 150;
export const bytes_per_ms = 205; // 1.6 Mbit/s
const chunk_bytes = 1440;

export interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SlowSite {
  readonly port: number;
  /** Ends the connections, so that the next visitor finds none open. */
  hangUp(): void;
  close(): Promise<void>;
}

export async function openSlowSite(answer: (url: URL) => Answer): Promise<SlowSite> {
  const known = new WeakSet<Socket>();
  const sockets = new Set<Socket>();
  const line = sharedLine();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const round_trips = known.has(request.socket) ? 1 : 2;
    known.add(request.socket);
    const { status = 200, type, body, headers = {} } = answer(url);
    const isText = /text|javascript|json|svg/.test(type);
    const bytes = isText ? gzipSync(body) : Buffer.from(body);
    setTimeout(() => {
      response.writeHead(status, {
        'Content-Type': type,
        'Content-Length': bytes.length,
        'Cache-Control': 'no-store',
        ...(isText && { 'Content-Encoding': 'gzip' }),
        ...headers,
      });
      line.send(response, bytes);
    }, round_trips * round_trip_ms);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    hangUp,
    async close() {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Sending {
  readonly response: ServerResponse;
  rest: Buffer;
}

function sharedLine(): { send(response: ServerResponse, bytes: Buffer): void } {
  const turns: Sending[] = [];
  let free_at_ms = 0;
  let busy = false;
  const step = (): void => {
    // A timer comes late by a millisecond or more: what the line could have carried by now goes at once.
    while (turns.length > 0 && free_at_ms <= performance.now()) {
      const one = turns.shift();
      if (one === undefined) break;
      const part = one.rest.subarray(0, chunk_bytes);
      one.rest = one.rest.subarray(chunk_bytes);
      one.response.write(part);
      free_at_ms += part.length / bytes_per_ms;
      if (one.rest.length > 0 && !one.response.destroyed) turns.push(one);
      else one.response.end();
    }
    busy = turns.length > 0;
    if (busy) setTimeout(step, Math.max(1, free_at_ms - performance.now()));
  };
  return {
    send(response, rest) {
      turns.push({ response, rest });
      if (busy) return;
      busy = true;
      free_at_ms = Math.max(free_at_ms, performance.now());
      step();
    },
  };
}
