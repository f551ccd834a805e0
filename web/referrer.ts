// SPDX-License-Identifier: MIT
/**
 * Carries `document.referrer` over a reload that Akkoord asks for: Chromium would name the page itself, and
 * campaigns would lose their source. Kept in sessionStorage under `akkoord`, and forgotten at once.
 */

export function keepReferrer(): void {
  sessionStorage.setItem('akkoord', document.referrer);
}

export function restoreReferrer(): void {
  const value = sessionStorage.getItem('akkoord');
  if (value === null) return;
  sessionStorage.removeItem('akkoord');
  Object.defineProperty(document, 'referrer', { value });
}
