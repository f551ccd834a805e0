// SPDX-License-Identifier: MIT
/** Visitors who send one thing after another, and what the collector has acknowledged of it. */
import assert from 'node:assert/strict';
import {
  consent,
  type RunningCollector,
  refusal,
  type SentEvent,
  shown,
} from './running-collector.ts';

/** What takes requests and answers them. */
export type Receiver = Pick<RunningCollector, 'send'>;

/** Everything that was sent, by what became of it. */
export class Load {
  readonly acknowledged: SentEvent[] = [];
  readonly unanswered: SentEvent[] = [];
  readonly refusalsAcknowledged: SentEvent[] = [];
  readonly refusalsUnanswered: SentEvent[] = [];
  shownAcknowledged = 0;
  shownUnanswered = 0;
  readonly #visitors: number;

  constructor(visitors = 32) {
    this.#visitors = visitors;
  }

  /** How many requests were answered. */
  get answered(): number {
    return this.acknowledged.length + this.refusalsAcknowledged.length + this.shownAcknowledged;
  }

  /** Sends consents, refusals and showings until the collector is gone. */
  async sendUntilGone(collector: Receiver): Promise<void> {
    await this.#atOnce(async () => {
      while (await this.#sendOne(collector)) {}
    });
  }

  /** Sends `events` once more. */
  async sendAgain(collector: Receiver, events: readonly SentEvent[]): Promise<void> {
    const rest = [...events];
    await this.#atOnce(async () => {
      for (let body = rest.pop(); body !== undefined; body = rest.pop()) {
        assert.equal((await collector.send({ body })).status, 204);
      }
    });
  }

  async #sendOne(collector: Receiver): Promise<boolean> {
    const kind = Math.random();
    if (kind < 0.2) {
      const isAcknowledged = await acknowledges(collector, '/consent/shown', shown());
      if (isAcknowledged) this.shownAcknowledged += 1;
      else this.shownUnanswered += 1;
      return isAcknowledged;
    }
    const isRefusal = kind < 0.4;
    const event = isRefusal ? refusal() : consent();
    const isAcknowledged = await acknowledges(collector, '/consent/events', event);
    if (isRefusal)
      (isAcknowledged ? this.refusalsAcknowledged : this.refusalsUnanswered).push(event);
    else (isAcknowledged ? this.acknowledged : this.unanswered).push(event);
    return isAcknowledged;
  }

  async #atOnce(visit: () => Promise<void>): Promise<void> {
    await Promise.all(Array.from({ length: this.#visitors }, visit));
  }
}

/** Whether it was acknowledged; false where the collector is gone. */
async function acknowledges(collector: Receiver, path: string, body: unknown): Promise<boolean> {
  let status: number;
  try {
    ({ status } = await collector.send({ path, body }));
  } catch {
    return false;
  }
  assert.equal(status, 204);
  return true;
}
