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
  readonly #expected: readonly number[];

  /** `expected`: the answers that may come; none but 204 acknowledges. */
  constructor(visitors = 32, expected: readonly number[] = [204]) {
    this.#visitors = visitors;
    this.#expected = expected;
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

  /** Returns whether the collector is there. */
  async #sendOne(collector: Receiver): Promise<boolean> {
    const kind = Math.random();
    if (kind < 0.2) {
      const status = await this.#answer(collector, '/consent/shown', shown());
      if (status === 204) this.shownAcknowledged += 1;
      else this.shownUnanswered += 1;
      return status !== 0;
    }
    const isRefusal = kind < 0.4;
    const event = isRefusal ? refusal() : consent();
    const status = await this.#answer(collector, '/consent/events', event);
    const isAcknowledged = status === 204;
    if (isRefusal)
      (isAcknowledged ? this.refusalsAcknowledged : this.refusalsUnanswered).push(event);
    else (isAcknowledged ? this.acknowledged : this.unanswered).push(event);
    return status !== 0;
  }

  /** The status of its answer; 0 where the collector is gone. */
  async #answer(collector: Receiver, path: string, body: unknown): Promise<number> {
    let status: number;
    try {
      ({ status } = await collector.send({ path, body }));
    } catch {
      return 0;
    }
    assert.ok(this.#expected.includes(status), `${path} is answered ${status}`);
    return status;
  }

  async #atOnce(visit: () => Promise<void>): Promise<void> {
    await Promise.all(Array.from({ length: this.#visitors }, visit));
  }
}
