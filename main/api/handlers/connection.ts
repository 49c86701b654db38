import { AppFailure } from '../../../shared/errors';
import { otherProduct, readPastedToken } from '../../../shared/pasted-token';
import type { SecretKind } from '../../../shared/pasted-token';
import type { Core } from '../../core/core';
import type { Handlers } from '../registry';
import { clientIdSchema } from '../../../shared/service-app';
import { apiToken } from '../../secrets/credential';
import { requireTarget } from '../../storage/target';
import { changeRegion } from '../../core/choose-target';

type ConnectionCalls =
  | 'okta.checkAddress'
  | 'okta.confirmHost'
  | 'okta.usePracticeToken'
  | 'okta.stopWaiting'
  | 'okta.reconnect'
  | 'secrets.submit'
  | 'serviceApp.publicKey'
  | 'serviceApp.connect'
  | 'secrets.forget'
  | 'secrets.copyOktopostToken'
  | 'proxy.signIn'
  | 'proxy.decline'
  | 'proxy.askAgain'
  | 'oktopost.reconnect'
  | 'oktopost.askOtherRegion'
  | 'oktopost.changeRegion';

export function connectionHandlers(core: Core): Pick<Handlers, ConnectionCalls> {
  const { ports, store, connections } = core;
  return {
    'okta.checkAddress': async ({ address }) => {
      connections.prepareOkta();
      const { setupId } = store.session;
      const read = await connections.readAddress(address);
      const { app, address: before } = store.session;
      // Started over meanwhile: it is the org of the set-up before.
      if (store.session.setupId !== setupId) return read;
      if (app !== null && before !== null && before.orgUrl !== read.orgUrl) throw orgIsFixed();
      if (before?.orgUrl === read.orgUrl) {
        // Once confirmed, a host stays confirmed.
        const same = { ...read, needsConfirmation: read.needsConfirmation && before.needsConfirmation };
        core.remember({ address: same });
        return same;
      }
      await connections.disconnectOkta();
      core.engine.forget();
      core.remember({ address: read, org: null, clientId: null });
      return read;
    },
    'okta.confirmHost': ({ orgUrl }) => {
      const { address } = store.session;
      if (address === null || address.orgUrl !== orgUrl) throw addressFirst();
      core.remember({ address: { ...address, needsConfirmation: false } });
      return Promise.resolve(null);
    },
    'okta.usePracticeToken': async () => {
      await core.usePracticeToken();
      return null;
    },
    'okta.stopWaiting': () => {
      connections.stopWaiting();
      return Promise.resolve(null);
    },
    'okta.reconnect': async () => {
      await core.connectOkta();
      return null;
    },
    'secrets.submit': async ({ kind, value, remember }) => {
      if (remember !== 'no' && remember !== ports.vault.keeps) throw notKeptSo(kind);
      const read = readPastedToken(kind, value);
      if (read.kind === 'bad') throw badToken(kind, read);
      const other = kind === 'okta-token' ? 'oktopost-token' : 'okta-token';
      if (await connections.isTokenOf(other, read.token)) throw badToken(kind, otherProduct(kind));
      const credential = apiToken(read.token, remember !== 'no');
      if (kind === 'okta-token') {
        const { address } = store.session;
        if (address === null || address.needsConfirmation) throw addressFirst();
        await core.connectOkta(credential);
        store.update({ practiceToken: false });
      } else {
        requireTarget(store.session);
        await connections.connectOktopost(credential);
      }
      return { removed: read.removed, unusual: read.unusual };
    },
    'serviceApp.publicKey': () => connections.serviceKey.publicKey(),
    'serviceApp.connect': async ({ clientId, remember }) => {
      if (remember !== 'no' && remember !== ports.vault.keeps) throw notKeptSo('client-id');
      const { address } = store.session;
      if (address === null || address.needsConfirmation) throw addressFirst();
      const read = clientIdSchema.safeParse(clientId);
      if (!read.success) throw badClientId();
      const credential = await connections.serviceKey.credential(read.data, remember !== 'no');
      await core.connectOkta(credential);
      store.update({ practiceToken: false });
      return null;
    },
    'secrets.forget': async ({ kind }) => {
      await core.stopRemembering(kind);
      return null;
    },
    'secrets.copyOktopostToken': () => core.tokenClipboard.copy(),
    'proxy.signIn': (account) => {
      ports.proxy?.answer(account);
      return Promise.resolve(null);
    },
    'proxy.decline': () => {
      ports.proxy?.decline();
      return Promise.resolve(null);
    },
    'proxy.askAgain': () => {
      ports.proxy?.askAgain();
      return Promise.resolve(null);
    },
    'oktopost.reconnect': async () => {
      await connections.connectOktopost();
      return null;
    },
    'oktopost.askOtherRegion': async () => {
      await connections.askOtherRegion();
      return null;
    },
    'oktopost.changeRegion': async () => {
      await changeRegion(core);
      return null;
    },
  };
}

const orgIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'This set-up already has an app integration in another Okta org.',
    owner: 'okta-admin',
    next: 'Start over to set up another org.',
    field: 'address',
  });

const addressFirst = (): AppFailure =>
  new AppFailure({
    code: 'host-not-confirmed',
    message: 'It is not known yet which Okta host the token would be sent to.',
    owner: 'okta-admin',
    next: 'Check the address first, and confirm the host where it is asked.',
    field: 'address',
  });

const notKeptSo = (field: SecretKind | 'client-id'): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This computer does not keep tokens in the way that was agreed to. The token was not used.',
    owner: 'okta-admin',
    next: 'Enter it again, without having it remembered.',
    field,
  });

const badClientId = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This is no client ID: those have 20 letters and digits, and begin with 0oa.',
    owner: 'okta-admin',
    next: 'Copy it from the app’s General tab, Client Credentials.',
    field: 'client-id',
  });

const badToken = (kind: SecretKind, { reason, next }: { reason: string; next: string }): AppFailure =>
  new AppFailure({ code: 'bad-input', message: reason, owner: 'okta-admin', next, field: kind });
