import { net } from 'electron';
import type { Session } from 'electron';
import type { ProxyAccount } from '../ports';
import { mostRefusals } from '../net/proxy-sign-in';
import type { ProxyAccounts } from '../net/proxy-sign-in';
import type { ProxyOutcome } from '../net/past-proxy';

/**
 * Signs `session` in to the proxy between this computer and `address`: `fetch` has no way to answer a proxy, so a request without
 * a token answers it, and the session keeps the account in memory for those that follow. A server's own question gets no answer.
 */
export function passProxy(session: Session, address: string, accounts: ProxyAccounts): Promise<ProxyOutcome> {
  return new Promise((done) => {
    const request = net.request({
      method: 'HEAD',
      url: new URL('/', address).href,
      session,
      credentials: 'omit',
      redirect: 'manual',
    });
    const refused: ProxyAccount[] = [];
    let given: ProxyAccount | null = null;
    let outcome: ProxyOutcome = 'not-asked';
    request.on('login', ({ isProxy, host, port }, answer) => {
      if (!isProxy) {
        answer();
        return;
      }
      if (given !== null) refused.push(given);
      void accounts.accountFor(`${host}:${port}`, refused).then((account) => {
        given = account;
        if (account === null) {
          outcome = refused.length >= mostRefusals ? 'refused' : 'declined';
          answer();
        } else {
          outcome = 'signed-in';
          answer(account.user, account.password);
        }
      });
    });
    const end = (): void => {
      done(outcome);
      request.abort();
    };
    request.on('response', end);
    request.on('redirect', end);
    request.on('error', () => {
      done(outcome);
    });
    request.end();
  });
}
