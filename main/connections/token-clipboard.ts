import { AppFailure } from '../../shared/errors';
import type { Ports } from '../ports';

const keptMs = 60_000;

/** Oktopost's token on the clipboard, for a minute: the only way out of main that a token has, and only Electron has it. */
export interface TokenClipboard {
  /** @throws AppFailure `not-ready` without a clipboard, `token-needed` without a token. */
  copy(): Promise<{ until: string }>;
  /** Takes it off now, if it is still there. */
  clear(): Promise<void>;
}

export function createTokenClipboard({ clipboard, vault, clock }: Ports): TokenClipboard {
  let copied: { token: string; timer: AbortController } | null = null;

  const clear = async (): Promise<void> => {
    if (copied === null) return;
    const { token, timer } = copied;
    copied = null;
    timer.abort();
    await clipboard?.clearIf(token);
  };

  return {
    copy: async () => {
      if (clipboard === null) throw noClipboard();
      const token = await vault.get('oktopost-token');
      if (token === null) throw noToken();
      copied?.timer.abort();
      await clipboard.write(token);
      const timer = new AbortController();
      copied = { token, timer };
      const until = new Date(clock.now().getTime() + keptMs).toISOString();
      void clock.sleep(keptMs, timer.signal).then(clear, () => undefined);
      return { until };
    },
    clear,
  };
}

const noClipboard = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'In a browser the assistant cannot put the token on the clipboard.',
    owner: 'okta-admin',
    next: 'Copy the token again in Oktopost and paste it into Okta.',
  });

const noToken = (): AppFailure =>
  new AppFailure({
    code: 'token-needed',
    message: 'The assistant has no Oktopost token.',
    owner: 'okta-admin',
    next: 'Enter it on the step "Oktopost token".',
    field: 'oktopost-token',
  });
