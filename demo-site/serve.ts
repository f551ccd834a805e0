// SPDX-License-Identifier: MIT
/** The demo from the command line: starts it, prints its address, ends on SIGTERM or SIGINT. */
import { parseArgs } from 'node:util';
import { type DemoOptions, startAddress, startDemo } from './server/demo.ts';
import { type InstallName, installNames } from './server/install.ts';

const usage = `Usage: serve.mjs --compiled DIR [--port N] [--install header|snippet|tag] [--compiled-real DIR]
                 [--studio FILE --policies DIR]
                 [--cert FILE --key FILE]`;

function readOptions(): DemoOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...{ port: text, compiled: text, 'compiled-real': text, studio: text, policies: text },
      ...{ cert: text, key: text, install: text },
    },
  });
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port}: a number from 0 (a free port) to 65535`);
  }
  const { compiled, studio, policies, cert, key, install = 'snippet' } = values;
  if (!isInstall(install)) throw new Error(`--install ${install}: header, snippet or tag`);
  const compiledReal = values['compiled-real'];
  return { port, compiled, compiledReal, install, studio, policies, cert, key };
}

function isInstall(word: string): word is InstallName {
  return installNames.some((name) => name === word);
}

async function main(): Promise<void> {
  let options: DemoOptions;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
  try {
    const demo = await startDemo(options);
    const end = (): void => {
      demo.close().then(() => process.exit(0));
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    console.log(`Akkoord demo: ${startAddress(demo.port)}`);
  } catch (error) {
    console.error(`Akkoord demo: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

await main();
