// SPDX-License-Identifier: MIT
/** The collector beside the demo: a program of its own, to which each clinic's server passes on what is below /consent/. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { send } from './reply.ts';

/** Where the demo's policies have their endpoint. */
export const consent_path = '/consent/';

const plain = 'text/plain; charset=utf-8';

export interface Collector {
  readonly port: number;
  /** Ends it, once what has arrived is stored. */
  close(): Promise<void>;
}

/** Starts `program` with the configuration `config` and waits until it listens; it says what it has to say on stderr. */
export async function startCollector(program: string, config: string): Promise<Collector> {
  const child = spawn(program, ['collect', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await listeningPort(child);
  return {
    port,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function listeningPort(child: ChildProcess): Promise<number> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the collector did not start: ${said.join(' ')}`)));
    if (child.stderr === null) return;
    createInterface(child.stderr).on('line', (line) => {
      const port = /"listening".*"port":(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
      else if (!line.includes('"info"')) console.error(`collector: ${line}`);
      said.push(line);
    });
  });
}

/** Passes a request on as a web server would, with the Host and Origin that the browser sent. */
export function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const passed = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => {
    if (response.headersSent) response.destroy();
    else send(response, { status: 502, type: plain, body: 'The collector does not answer.' });
  });
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}

/** Without a collector nobody is there. */
export function answerNobody(response: ServerResponse): void {
  send(response, { status: 404, type: plain, body: 'No collector runs beside this demo.' });
}
