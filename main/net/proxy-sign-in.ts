import type { ProxyShown } from '../../shared/connection';
import type { Log, ProxyAccount, ProxySignIn, Redactor } from '../ports';

/** The accounts of proxies, as a shell asks for them when a proxy does. */
export interface ProxyAccounts extends ProxySignIn {
  /**
   * The account for the proxy `host` (`proxy.example:8080`), from memory or from the window; null when there is none to give.
   * `refused`: the accounts that the proxy did not take for this request. Calls for several requests must not overlap: a wrong
   * password would be tried as often as there are requests, and companies lock accounts after a few tries.
   */
  accountFor(host: string, refused: readonly ProxyAccount[]): Promise<ProxyAccount | null>;
}

/** After this many refusals a request ends: who mistyped a password is asked once more. */
export const mostRefusals = 2;

interface Question {
  host: string;
  refused: boolean;
  answered: Promise<ProxyAccount | null>;
  answer: (account: ProxyAccount | null) => void;
}

/** Holds the accounts in memory only; `learn` gets each password before anybody else does. */
export function createProxySignIn({ learn }: Pick<Redactor, 'learn'>, log: Pick<Log, 'info'>): ProxyAccounts {
  const known = new Map<string, ProxyAccount>();
  const listeners = new Set<() => void>();
  let question: Question | null = null;
  /** Nobody is asked for this proxy's account until the admin says so. */
  let declined: string | null = null;

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const ask = (host: string, refused: boolean): Promise<ProxyAccount | null> => {
    let answer: Question['answer'] = () => undefined;
    const answered = new Promise<ProxyAccount | null>((resolve) => {
      answer = resolve;
    });
    declined = null;
    question = { host, refused, answered, answer };
    log.info('a proxy asks for a user name and a password', { host, refused });
    changed();
    return answered;
  };
  const end = (account: ProxyAccount | null): void => {
    if (question === null) return;
    const { host, answer } = question;
    question = null;
    if (account === null) declined = host;
    else known.set(host, account);
    answer(account);
    changed();
  };

  return {
    shown: (): ProxyShown | null => {
      if (question !== null) return { host: question.host, state: question.refused ? 'refused' : 'asks' };
      return declined === null ? null : { host: declined, state: 'declined' };
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: (account) => {
      learn(account.password);
      end(account);
    },
    decline: () => {
      end(null);
    },
    askAgain: () => {
      if (question === null && declined !== null) void ask(declined, false);
    },
    accountFor: async (host, refused) => {
      let open = question;
      while (open !== null && open.host !== host) {
        await open.answered;
        open = question;
      }
      if (open !== null) return open.answered;
      const account = known.get(host);
      if (account !== undefined && !refused.includes(account)) return account;
      known.delete(host);
      if (refused.length >= mostRefusals) {
        declined = host;
        changed();
        return null;
      }
      return declined === host ? null : ask(host, refused.length > 0);
    },
  };
}
