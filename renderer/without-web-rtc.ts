// WebRTC connects past the CSP's connect-src, and no browser takes a directive against it yet. Nothing here needs it, so it is
// gone before any other script runs.
const names = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel'] as const;

names.forEach((name) => Reflect.deleteProperty(window, name));
