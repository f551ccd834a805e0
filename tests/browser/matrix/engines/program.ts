// SPDX-License-Identifier: MIT
/**
 * A program that a test starts and ends: it leads a process group of its own and gets no pipe of ours, so that
 * no child of it can outlive the test or keep the test waiting.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Program {
  /** Whether it has ended by itself. */
  hasEnded(): boolean;
  /** Ends it with all that it started. */
  end(): void;
}

interface Start {
  readonly command: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const running = new Set<Program>();

export function startProgram(start: Start): Program {
  return spawned(start, ['ignore', 'ignore', 'ignore']).program;
}

/** For a program that tells one line, a display or a port, on its third file descriptor. */
export async function startAndHear(start: Start, patience_ms: number): Promise<[Program, string]> {
  const { program, child } = spawned(start, ['ignore', 'ignore', 'ignore', 'pipe']);
  try {
    const told = child.stdio[3] as Readable;
    let text = '';
    // To the end of the line: who closes sooner ends the program, which is still writing.
    while (!text.endsWith('\n')) {
      const [part] = await once(told, 'data', { signal: AbortSignal.timeout(patience_ms) });
      text += part;
    }
    told.destroy();
    return [program, text.trim()];
  } catch {
    program.end();
    throw new Error(`${start.command} did not start`);
  }
}

function spawned(
  { command, words, environment }: Start,
  stdio: ('ignore' | 'pipe')[],
): { program: Program; child: ReturnType<typeof spawn> } {
  const child = spawn(command, words, {
    stdio,
    detached: true,
    env: { ...process.env, ...environment },
  });
  let ended = false;
  child.once('error', () => {
    ended = true; // not installed: whoever waits for it sees that it has ended
  });
  child.once('exit', () => {
    ended = true;
  });
  child.unref();
  const program: Program = {
    hasEnded: () => ended,
    end() {
      running.delete(program);
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Nothing of its group is left.
      }
    },
  };
  if (running.size === 0) watchOurEnd();
  running.add(program);
  return { program, child };
}

let watched = false;

/** Whatever ends the test, its programs end with it. */
function watchOurEnd(): void {
  if (watched) return;
  watched = true;
  const endAll = (): void => {
    for (const program of [...running]) program.end();
  };
  process.once('exit', endAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endAll();
      process.kill(process.pid, signal);
    });
  }
}

/** Asks again until there is an answer; throws where the program ends or the time is up. */
export async function untilItAnswers<T>(
  program: Program,
  ask: () => Promise<T | undefined>,
  patience_ms: number,
): Promise<T> {
  const until_ms = Date.now() + patience_ms;
  while (Date.now() < until_ms && !program.hasEnded()) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(program.hasEnded() ? 'it ended at once' : `no answer in ${patience_ms} ms`);
}

/** Starting, and nothing else, is tried again: a busy machine may be too slow for one. */
export async function withRetries<T>(name: string, start: () => Promise<T>): Promise<T> {
  const faults: string[] = [];
  while (faults.length < 3) {
    try {
      return await start();
    } catch (error) {
      faults.push(error instanceof Error ? error.message : `${error}`);
    }
  }
  throw new Error(`${name} does not start (./setup --tests installs it): ${faults.join('; ')}`);
}
