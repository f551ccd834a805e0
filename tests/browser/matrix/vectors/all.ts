// SPDX-License-Identifier: MIT
/** Every vector of the matrix. */
import { cloakVectors } from './cloaks.ts';
import { domVectors } from './dom.ts';
import { embedVectors } from './embeds.ts';
import { navigationVectors } from './navigation.ts';
import { networkVectors } from './network.ts';
import { parserVectors } from './parser.ts';
import { preloadVectors } from './preload.ts';
import { realmVectors } from './realms.ts';
import { redirectVectors } from './redirects.ts';
import { snippetVectors } from './snippets.ts';
import { speculationVectors } from './speculation.ts';
import { storageVectors } from './storage.ts';
import { styleVectors } from './styles.ts';
import type { Vector } from './vector.ts';
import { webrtcVectors } from './webrtc.ts';
import { workerVectors } from './workers.ts';

export const vectors: readonly Vector[] = [
  ...parserVectors,
  ...preloadVectors,
  ...snippetVectors,
  ...domVectors,
  ...networkVectors,
  ...workerVectors,
  ...embedVectors,
  ...styleVectors,
  ...realmVectors,
  ...webrtcVectors,
  ...navigationVectors,
  ...redirectVectors,
  ...cloakVectors,
  ...speculationVectors,
  ...storageVectors,
];
