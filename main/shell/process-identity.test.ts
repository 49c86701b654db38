import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { processTable } from './process-identity';

// What `ps` answers on macOS it answers on Linux too.
const platforms: NodeJS.Platform[] = process.platform === 'win32' ? ['win32'] : ['linux', 'darwin'];

describe.each(platforms)('the identity of a process on %s', (platform) => {
  it.skipIf(platform === 'linux' && process.platform !== 'linux')(
    'lasts as long as the process',
    async () => {
      const table = processTable(platform);
      const self = await table.self();
      expect(self).toMatchObject({ pid: process.pid, start: expect.stringMatching(/^[A-Za-z0-9]+$/) });
      expect(await table.isRunning(self)).toBe(true);
      expect(await table.isRunning({ ...self, start: '1' })).toBe(false);

      const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)']);
      await once(child, 'spawn');
      const pid = child.pid ?? -1;
      // The id of this process’s claim, given to a process that started at another time.
      expect(await table.isRunning({ pid, start: '1' })).toBe(false);
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      expect(await table.isRunning({ pid, start: self.start })).toBe(false);
    },
  );
});
