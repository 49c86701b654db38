import type { ExecFileOptions } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** One process: its id may be given to another one once it has ended. */
export interface ProcessIdentity {
  pid: number;
  /** Its start in the form of this platform: letters and digits. */
  start: string;
}

/** What is known about the processes of this computer. */
export interface ProcessTable {
  self(): Promise<ProcessIdentity>;
  /** Whether this very process still runs. Where the start of a process cannot be read, its id decides. */
  isRunning(process: ProcessIdentity): Promise<boolean>;
}

/**
 * Linux has the start exactly, in clock ticks since boot. Elsewhere a command reads it, only for another process, and it is
 * compared with Node's own time origin: that is slightly later, and the command may answer in whole seconds.
 */
export function processTable(platform: NodeJS.Platform = process.platform): ProcessTable {
  if (platform === 'linux') {
    return {
      self: async () => ({ pid: process.pid, start: (await linuxStart(process.pid)) ?? notTold }),
      isRunning: async ({ pid, start }) =>
        hasId(pid) && (start === notTold || (await linuxStart(pid)) === start),
    };
  }
  return {
    self: () => Promise.resolve({ pid: process.pid, start: String(Math.round(performance.timeOrigin)) }),
    isRunning: async ({ pid, start }) => {
      if (!hasId(pid)) return false;
      const started = await startTime(pid, platform);
      return started === null || Math.abs(started - Number(start)) < toleranceMs;
    },
  };
}

const notTold = 'unknown';
const toleranceMs = 10_000;
const commandTimeoutMs = 10_000;

function hasId(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Field 22 of `/proc/<pid>/stat` with the id of the boot that its ticks count from. Null for a process that has ended, also
 * while its parent has not noticed yet. Source: proc(5).
 */
async function linuxStart(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    // Field 2 is a name in brackets that may hold anything; field 3 is the state.
    const [state, ...afterState] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    return `${boot.slice(0, 8)}x${afterState[18] ?? ''}`;
  } catch {
    return null;
  }
}

/** Its module is loaded only here: most starts ask nothing, and the window waits for what is loaded. */
async function run(file: string, args: readonly string[], options: ExecFileOptions): Promise<string> {
  const { execFile } = await import('node:child_process');
  const { stdout } = await promisify(execFile)(file, args, { ...options, encoding: 'utf8' });
  return stdout;
}

/** When a process started, in milliseconds since 1970; null when it cannot be read. */
async function startTime(pid: number, platform: NodeJS.Platform): Promise<number | null> {
  const options = {
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    timeout: commandTimeoutMs,
    windowsHide: true,
  };
  try {
    if (platform === 'win32') {
      const script = `([DateTimeOffset](Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`;
      const stdout = await run(
        'powershell.exe',
        ['-NoProfile', '-NonInteractive', '-Command', script],
        options,
      );
      return numberOrNull(Number(stdout.trim() === '' ? Number.NaN : stdout.trim()));
    }
    const stdout = await run('ps', ['-o', 'lstart=', '-p', String(pid)], options);
    return numberOrNull(Date.parse(`${stdout.trim()} UTC`));
  } catch {
    return null;
  }
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
