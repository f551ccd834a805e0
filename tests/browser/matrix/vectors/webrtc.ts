// SPDX-License-Identifier: MIT
/** WebRTC: packets that no source list sees. */
import { family, inline, type Vector } from './vector.ts';

const packets = 'no policy of any engine governs the packets that WebRTC sends to its servers';
const fresh = `${packets}: a fresh realm has a WebRTC of its own`;
const everywhere = { header: fresh, snippet: fresh, tag: fresh } as const;
const never =
  'WebRTC is taken away unless the policy says `site.webrtc`, whatever the visitor chose';

function call(stun: string, realm = ''): string {
  return `const peer = new ${realm}RTCPeerConnection({ iceServers: [{ urls: '${stun}' }] }); window.labPeers = [...(window.labPeers ?? []), peer]; peer.createDataChannel('lab'); await peer.setLocalDescription(await peer.createOffer());`;
}

export const webrtcVectors: readonly Vector[] = family('webrtc', 'requested', [
  ['stun', 'A packet to a STUN server', ({ stun }) => inline(call(stun)), { never }],
  [
    'stun-of-frame',
    'The same from an empty frame',
    ({ stun }) =>
      inline(
        `const frame = document.createElement('iframe'); document.body.append(frame); ${call(stun, 'frame.contentWindow.')}`,
      ),
    { impossible: everywhere, never },
  ],
  [
    'turn',
    'A packet to a TURN server',
    ({ stun }) =>
      inline(
        call(stun).replace(
          /\{ urls: '(.*?)' \}/,
          (_, url: string) =>
            `{ urls: '${url.replace('stun:', 'turn:')}', username: 'a', credential: 'b' }`,
        ),
      ),
    { never },
  ],
]);
