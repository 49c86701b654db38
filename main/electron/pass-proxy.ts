import { net } from 'electron';
import type { Session } from 'electron';
import { readFault } from '../net/fault';
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
    /** Null where nobody was asked: the session is signed in already, or the proxy asks in another way. */
    let outcome: ProxyOutcome | null = null;
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
    const end = (isStopped: boolean): void => {
      done(outcome ?? (isStopped ? 'not-asked' : 'signed-in'));
      request.abort();
    };
    request.on('response', ({ statusCode }) => {
      end(statusCode === 407);
    });
    request.on('redirect', () => {
      end(false);
    });
    request.on('error', (error) => {
      end(readFault(error).kind === 'proxy-sign-in');
    });
    request.end();
  });
}
