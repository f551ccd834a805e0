// SPDX-License-Identifier: MIT
/** The built studio module, loaded as a developer in Node loads it: once for all tests of a file. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Studio } from '../../wasm/studio-api.ts';

export const studioFile = 'dist/studio/akkoord-studio.js';
export const typesFile = 'dist/studio/akkoord-studio.d.ts';
export const clinicFile = 'consent-config/clinics/2pass.json';

interface StudioModule {
  readonly loadStudio: () => Promise<Studio>;
}

export async function loadBuiltStudio(): Promise<Studio> {
  const address = pathToFileURL(resolve(studioFile)).href;
  const module = (await import(address)) as StudioModule;
  return module.loadStudio();
}

export const clinicText: string = readFileSync(clinicFile, 'utf8');
