// SPDX-License-Identifier: MIT
/** WebRTC: packets that no source list sees. */
import { family, inline, type Vector } from './vector.ts';

const impossible = {
  'header firefox': 'WebRTC asks its servers by UDP, which no policy of this engine governs',
  'header webkit': 'WebRTC asks its servers by UDP, which no policy of this engine governs',
  'snippet firefox': 'WebRTC asks its servers by UDP, which no policy of this engine governs',
  'snippet webkit': 'WebRTC asks its servers by UDP, which no policy of this engine governs',
  'tag firefox': 'WebRTC asks its servers by UDP, which no policy of this engine governs',
  'tag webkit': 'WebRTC asks its servers by UDP, which no policy of this engine governs',
} as const;
const never = 'webrtc is blocked unless the policy says site.webrtc, whatever the visitor chose';

function call(stun: string, realm = ''): string {
  return `const peer = new ${realm}RTCPeerConnection({ iceServers: [{ urls: '${stun}' }] }); window.labPeers = [...(window.labPeers ?? []), peer]; peer.createDataChannel('lab'); await peer.setLocalDescription(await peer.createOffer());`;
}

export const webrtcVectors: readonly Vector[] = family('webrtc', 'requested', [
  ['stun', 'A packet to a STUN server', ({ stun }) => inline(call(stun)), { impossible, never }],
  [
    'stun-of-frame',
    'The same from an empty frame',
    ({ stun }) =>
      inline(
        `const frame = document.createElement('iframe'); document.body.append(frame); ${call(stun, 'frame.contentWindow.')}`,
      ),
    { impossible, never },
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
    { impossible, never },
  ],
]);
