import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppFailure } from '../../shared/failure';

/** Chromium's switches that hand the window, or what it sends, to whoever can open a port or read a file on this computer. */
const openingSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'disable-web-security',
  'ssl-key-log-file',
  'log-net-log',
];

/**
 * Whether this is the app as it is given to people: packed, and not marked as the one that is tested (`build/artefacts.ts`). An
 * unreadable mark counts as none.
 */
export function isHardened(app: { isPackaged: boolean; getAppPath(): string }): boolean {
  if (!app.isPackaged) return false;
  try {
    const packed: unknown = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8'));
    return !(
      typeof packed === 'object' &&
      packed !== null &&
      'artefact' in packed &&
      packed.artefact === 'test'
    );
  } catch {
    return true;
  }
}

/** The launcher of an AppImage gives it, unasked, where the system lets nobody make user namespaces. */
const noSandbox = 'no-sandbox';

/**
 * Refuses to start where the window has no sandbox, or somebody could look into it, or at what it sends.
 * @throws AppFailure `bad-input`.
 */
export function requireClosed(
  env: Record<string, string | undefined>,
  hasSwitch: (name: string) => boolean,
): void {
  if (hasSwitch(noSandbox)) throw withoutSandbox();
  const found = openingSwitches.find(hasSwitch);
  const given =
    found !== undefined ? `--${found} was given` : env['SSLKEYLOGFILE'] ? 'SSLKEYLOGFILE is set' : null;
  if (given === null) return;
  throw new AppFailure({
    code: 'bad-input',
    message: `${given}: other programs on this computer could read your tokens.`,
    owner: 'okta-admin',
    next: 'Start the assistant without it.',
  });
}

const withoutSandbox = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: `--${noSandbox} was given: the window would run without its sandbox.`,
    owner: 'okta-admin',
    next: 'Start the assistant without it. An AppImage adds it by itself where user namespaces are not allowed: install the deb or the rpm there.',
  });
