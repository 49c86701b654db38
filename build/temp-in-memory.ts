import { accessSync, constants, statfsSync } from 'node:fs';

const memory = '/dev/shm';
/** Containers often have 64 MiB there. */
const leastFree = 4 * 1024 ** 3;

/**
 * The environment with temporary files in memory, where the system has room for them (Linux): the product flushes its files to the
 * disk, on which tests would wait.
 */
export function withTempInMemory(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < leastFree) return env;
    accessSync(memory, constants.W_OK);
    return { ...env, TMPDIR: memory };
  } catch {
    return env;
  }
}
