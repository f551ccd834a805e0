// SPDX-License-Identifier: MIT
/** Lifetimes and countries in the visitor's words, by the browser's own dictionary. */

const units = [
  ['year', 31_536_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `2 years`, `90 days`: the largest unit that tells the lifetime exactly, or nearly so. */
export function lifetimeWords(lifetime_s: number, language: string): string {
  const [unit, unit_s] =
    units.find(([, size_s]) => lifetime_s >= size_s && lifetime_s % size_s === 0) ?? units[4];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(lifetime_s / unit_s);
}

export function countryName(country: string, language: string): string {
  try {
    const region = country === 'UK' ? 'GB' : country;
    return new Intl.DisplayNames([language], { type: 'region' }).of(region) ?? country;
  } catch {
    return country;
  }
}
