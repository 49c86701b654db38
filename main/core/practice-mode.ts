import { AppFailure } from '../../shared/errors';
import type { Lifetime } from '../lifetime';
import type { Ports, PracticeAddress } from '../ports';
import { apiToken } from '../secrets/credential';
import type { Credential } from '../secrets/credential';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';

interface PracticeParts {
  ports: Pick<Ports, 'practice'>;
  store: SessionStore;
  remember: (patch: Partial<Session>) => void;
  lifetime: Pick<Lifetime, 'onForget'>;
}

/** The practice org of a practice run, from its start until the set-up is reset. */
export interface PracticeMode {
  /** Null outside a practice run, and before its org was started. */
  address(): PracticeAddress | null;
  /** Starts the practice org, or finds the one that runs. @throws AppFailure `not-ready` where the shell has none. */
  start(): Promise<void>;
  /** The practice org's own token, chosen as this set-up's. @throws AppFailure `not-ready` outside a practice run. */
  chooseToken(): Credential;
}

export function createPracticeMode({ ports, store, remember, lifetime }: PracticeParts): PracticeMode {
  let running: PracticeAddress | null = null;

  lifetime.onForget(async () => {
    running = null;
    if (store.session.mode === 'practice') await ports.practice?.discard();
  });

  return {
    address: () => running,
    start: async () => {
      if (ports.practice === null) throw noPracticeOrg();
      const { setupId } = store.session;
      const started = await ports.practice.start();
      // Started over meanwhile: a real set-up has no use for it.
      if (store.session.setupId !== setupId) return;
      running = started;
      const { orgUrl, adminUrl } = running.okta;
      remember({ address: { input: orgUrl, kind: 'practice', orgUrl, adminUrl, needsConfirmation: false } });
    },
    chooseToken: () => {
      if (running === null || store.session.mode !== 'practice') throw notPractice();
      store.update({ practiceToken: true });
      return apiToken(running.okta.apiToken);
    },
  };
}

export const noPracticeOrg = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'This assistant was started without a practice org.',
    owner: 'assistant',
    next: 'Choose “Set up for real”.',
  });

const notPractice = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'The practice org’s token is for practice runs only.',
    owner: 'okta-admin',
    next: 'Enter your own Okta API token.',
  });
