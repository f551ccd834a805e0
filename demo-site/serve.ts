// SPDX-License-Identifier: MIT
/** The demo from the command line: starts it, prints its address, ends on SIGTERM or SIGINT. */
import { parseArgs } from 'node:util';
import { startCollector } from './server/collector.ts';
import { type DemoOptions, startAddress, startDemo } from './server/demo.ts';
import { type InstallName, installNames } from './server/install.ts';

const usage = `Usage: serve.mjs --compiled DIR [--port N] [--install header|snippet|tag] [--compiled-real DIR]
                 [--studio FILE --policies DIR]
                 [--collector PROGRAM --collector-config FILE]
                 [--cert FILE --key FILE]`;

/** A collector to start beside the demo. */
interface Beside {
  readonly program: string | undefined;
  readonly config: string | undefined;
}

function readOptions(): { readonly demo: DemoOptions; readonly collector: Beside } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...{ port: text, compiled: text, 'compiled-real': text, studio: text, policies: text },
      ...{ cert: text, key: text, install: text, collector: text, 'collector-config': text },
    },
  });
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port}: a number from 0 (a free port) to 65535`);
  }
  const { compiled, studio, policies, cert, key, install = 'snippet' } = values;
  if (!isInstall(install)) throw new Error(`--install ${install}: header, snippet or tag`);
  const compiledReal = values['compiled-real'];
  return {
    demo: { port, compiled, compiledReal, install, studio, policies, cert, key },
    collector: { program: values.collector, config: values['collector-config'] },
  };
}

function isInstall(word: string): word is InstallName {
  return installNames.some((name) => name === word);
}

async function main(): Promise<void> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
  try {
    const { program, config } = options.collector;
    const collector = program && config ? await startCollector(program, config) : undefined;
    const demo = await startDemo({ ...options.demo, collectorPort: collector?.port });
    const end = (): void => {
      demo
        .close()
        .then(() => collector?.close())
        .then(() => process.exit(0));
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    console.log(`Akkoord demo: ${startAddress(demo.port)}`);
    if (!collector) return;
    console.log(`Consents are kept beside it. To prove one, take its record number from a clinic's cookie declaration:
  dist/bin/akkoord prove ID --config ${config}`);
  } catch (error) {
    console.error(`Akkoord demo: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

await main();
