// SPDX-License-Identifier: MIT
/**
 * One port for http and https: the first byte of a connection tells (0x16 opens a TLS handshake, RFC 8446 5.1).
 *
 * Browsers refuse plain http for preloaded names (www.facebook.com), so tests under real names need TLS.
 */
import {
  createServer as createHttp,
  type Server as HttpServer,
  type RequestListener,
} from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

type UpgradeListener = RequestListener;

const tls_handshake = 0x16;
const first_byte_timeout_ms = 10_000;

/** Listens on loopback; `port` 0 takes a free one. Upgrades (WebSocket) go to `upgrade`, then end. */
export async function listen(
  port: number,
  answer: RequestListener,
  upgrade: (request: Parameters<UpgradeListener>[0]) => void,
  certificate?: Certificate,
): Promise<Listening> {
  const plain = createHttp(answer);
  const secure = certificate ? createHttps({ ...certificate }, answer) : null;
  for (const server of [plain, secure]) {
    server?.on('upgrade', (request, socket) => {
      upgrade(request);
      socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\n\r\n');
    });
  }

  const open = new Set<Socket>();
  const front: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    sortByFirstByte(socket, plain, secure);
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.listen(port, '127.0.0.1', resolve);
  });

  return {
    port: (front.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function sortByFirstByte(socket: Socket, plain: HttpServer, secure: HttpsServer | null): void {
  socket.setTimeout(first_byte_timeout_ms, () => socket.destroy());
  socket.once('data', (bytes: Buffer) => {
    socket.setTimeout(0);
    socket.removeAllListeners('timeout');
    socket.pause();
    socket.unshift(bytes);
    const server = secure && bytes[0] === tls_handshake ? secure : plain;
    server.emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}
