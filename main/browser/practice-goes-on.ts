import { idleExitMinutes } from '../shell/practice-process';

/** For the terminal, when browser mode ends while its practice org runs on. */
export function practiceGoesOn(pid: number, platform: NodeJS.Platform): string {
  const command = platform === 'win32' ? `taskkill /F /PID ${pid}` : `kill ${pid}`;
  return [
    `The practice org goes on, so that the rehearsal can be continued. Without an assistant it ends by itself after ${idleExitMinutes} minutes.`,
    `To end it now: ${command}`,
  ].join('\n');
}
