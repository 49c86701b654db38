import { closeSync, openSync, readdirSync } from 'node:fs';

/**
 * The `stdio` entries from 3 on for a long-lived child, so that it does not inherit our file descriptors: `/dev/null` over
 * each. Chromium opens some without close-on-exec; a child that keeps them keeps the helper processes of a closed app alive
 * (seen on Linux). A program that cannot be run then shows only by its exit. `release` closes what this opened, once the child
 * is started. Linux only.
 */
export function maskInheritedDescriptors(): { files: number[]; release: () => void } {
  const nothing = openSync('/dev/null', 'r+');
  const highest = Math.max(...readdirSync('/proc/self/fd').map(Number));
  return {
    files: Array.from({ length: Math.max(0, highest - 2) }, () => nothing),
    release: () => {
      closeSync(nothing);
    },
  };
}
