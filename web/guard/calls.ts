// SPDX-License-Identifier: MIT
/** Takes WebRTC away, whose packets no page policy sees: browsers call `webrtc 'block'` an unknown directive. */
export function refuseCalls(): void {
  Object.assign(window, { RTCPeerConnection: undefined, webkitRTCPeerConnection: undefined });
}
