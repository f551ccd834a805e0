// SPDX-License-Identifier: MIT
/**
 * Prometheus' text format, version 0.0.4, read strictly: whatever its documentation does not allow
 * is refused, also what Prometheus itself would overlook.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
const sampleLine = new RegExp(
  `^(${name})(?:\\{(${label}(?:,${label})*)\\})? ([+-]?(?:\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|Inf)|NaN)$`,
);
const helpLine = new RegExp(`^# HELP (${name}) ((?:[^\\\\]|\\\\\\\\|\\\\n)+)$`);
const typeLine = new RegExp(`^# TYPE (${name}) (counter|gauge|histogram|summary|untyped)$`);

export interface Sample {
  readonly name: string;
  readonly labels: string;
  readonly value: number;
}

export interface Family {
  readonly type: string;
  readonly samples: readonly Sample[];
}

function fail(line: number, fault: string): never {
  throw new Error(`line ${line}: ${fault}`);
}

/** Buckets must grow, end in +Inf and agree with the count. */
function checkHistogram(family: string, samples: readonly Sample[], line: number): void {
  const buckets = samples.filter((one) => one.name === `${family}_bucket`);
  const bounds = buckets.map(({ labels }) => /^le="(.+)"$/.exec(labels)?.[1] ?? 'none');
  const numbers = bounds.map((bound) => (bound === '+Inf' ? Number.POSITIVE_INFINITY : +bound));
  for (let i = 1; i < buckets.length; i += 1) {
    if (!((numbers[i] ?? 0) > (numbers[i - 1] ?? 0))) fail(line, 'bounds that do not grow');
    if ((buckets[i]?.value ?? 0) < (buckets[i - 1]?.value ?? 0)) fail(line, 'buckets that shrink');
  }
  const count = samples.find((one) => one.name === `${family}_count`);
  if (bounds.at(-1) !== '+Inf') fail(line, 'the last bucket is not +Inf');
  if (count === undefined || count.value !== buckets.at(-1)?.value) fail(line, 'a wrong count');
  if (!samples.some((one) => one.name === `${family}_sum`)) fail(line, 'no sum');
}

function belongs(sample: string, family: string, type: string): boolean {
  if (type !== 'histogram') return sample === family;
  return ['_bucket', '_sum', '_count'].some((end) => sample === family + end);
}

/** All families by name; throws at the first line that breaks the format. */
export function readExposition(text: string): ReadonlyMap<string, Family> {
  const families = new Map<string, { type: string; samples: Sample[] }>();
  if (!text.endsWith('\n')) fail(0, 'the last line does not end');
  const lines = text.slice(0, -1).split('\n');
  for (let i = 0; i < lines.length; ) {
    const [, family = fail(i + 1, `no HELP: ${lines[i]}`)] = helpLine.exec(lines[i] ?? '') ?? [];
    const [, typed, type = fail(i + 2, 'no TYPE')] = typeLine.exec(lines[i + 1] ?? '') ?? [];
    if (typed !== family) fail(i + 2, 'a TYPE of another family');
    if (families.has(family)) fail(i + 1, `${family} comes twice`);
    if ((type === 'counter') !== family.endsWith('_total')) fail(i + 1, `${family} is no ${type}`);
    const samples: Sample[] = [];
    for (i += 2; i < lines.length && !lines[i]?.startsWith('#'); i += 1) {
      const [, sample = fail(i + 1, `no sample: ${lines[i]}`), labels = '', value = ''] =
        sampleLine.exec(lines[i] ?? '') ?? [];
      if (!belongs(sample, family, type)) fail(i + 1, `${sample} is not of ${family}`);
      if (samples.some((one) => one.name === sample && one.labels === labels)) {
        fail(i + 1, `${sample} comes twice`);
      }
      samples.push({ name: sample, labels, value: Number(value.replace('Inf', 'Infinity')) });
    }
    if (samples.length === 0) fail(i, `${family} has no sample`);
    if (type === 'counter' && samples.some(({ value }) => value < 0)) fail(i, 'a negative counter');
    if (type === 'histogram') checkHistogram(family, samples, i);
    families.set(family, { type, samples });
  }
  return families;
}
