import { AppFailure } from '../../shared/errors';
import type { Lifetime } from '../lifetime';
import type { Ports } from '../ports';
import { tokenOf } from '../secrets/credential';
import type { Credentials } from '../secrets/credentials';

const keptMs = 60_000;

/** Puts Oktopost's token on the clipboard for a minute: the only way in which a token leaves main, in Electron only. */
export interface TokenClipboard {
  /** @throws AppFailure `not-ready` without a clipboard, `token-needed` without a token. */
  copy(): Promise<{ until: string }>;
}

interface TokenClipboardParts {
  ports: Pick<Ports, 'clipboard' | 'clock'>;
  credentials: Pick<Credentials, 'current'>;
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
}

export function createTokenClipboard({
  ports: { clipboard, clock },
  credentials,
  lifetime,
}: TokenClipboardParts): TokenClipboard {
  let copied: { token: string; timer: AbortController } | null = null;

  const clear = async (): Promise<void> => {
    if (copied === null) return;
    const { token, timer } = copied;
    copied = null;
    timer.abort();
    await clipboard?.clearIf(token);
  };
  lifetime.onForget(clear);
  lifetime.onClose(clear);

  return {
    copy: async () => {
      if (clipboard === null) throw noClipboard();
      const credential = await credentials.current('oktopost-token');
      if (credential === null) throw noToken();
      const token = tokenOf(credential);
      copied?.timer.abort();
      await clipboard.write(token);
      const timer = new AbortController();
      copied = { token, timer };
      const until = new Date(clock.now().getTime() + keptMs).toISOString();
      void clock.sleep(keptMs, timer.signal).then(clear, () => undefined);
      return { until };
    },
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
