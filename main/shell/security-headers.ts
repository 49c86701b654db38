import { styleHash } from '../export/style';

/**
 * The headers of every page of the assistant. `connect` is where its scripts may connect to: nowhere in Electron (calls go by
 * IPC), its own server in browser mode, which also prints exported pages in a frame: their one style is let in.
 */
export function securityHeaders(connect: 'none' | 'self'): Record<string, string> {
  const printed = connect === 'self' ? ` ${styleHash}` : '';
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self'${printed}`,
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src '${connect}'`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    // Electron's window has no opener and can open none; there it only makes Chromium start a second process for the first page.
    ...(connect === 'self' ? { 'cross-origin-opener-policy': 'same-origin' } : {}),
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  };
}
