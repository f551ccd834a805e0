// SPDX-License-Identifier: MIT
/** WebDriver (W3C) as it is: JSON over http, one call one answer. */

const patience_ms = 40_000;

export type WebDriver = <T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
  patience_ms?: number,
) => Promise<T>;

/** What a driver answers when it did not do it; `code` is the standard's word. */
export class WebDriverError extends Error {
  readonly code: string;

  constructor(path: string, code: string, message: string) {
    super(`${path}: ${code}: ${message}`);
    this.code = code;
  }
}

export function webDriverAt(address: string): WebDriver {
  return async <T>(method: string, path: string, body?: object, patience = patience_ms) => {
    const answer = await fetch(address + path, {
      method,
      signal: AbortSignal.timeout(patience),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (answer.ok) return value as T;
    const { error, message } = value as { error: string; message: string };
    throw new WebDriverError(path, error, message);
  };
}
