import type { Address, OktaConnection, OktopostToken } from '../../shared/connection';
import type { Region } from '../../shared/oktopost';
import type { Wait } from '../../shared/plan';
import type { Okta } from '../okta/okta';
import type { OktopostScim } from '../oktopost/types';
import type { CredentialSlot } from '../ports';
import { secretsOf } from '../secrets/credential';
import type { Credential } from '../secrets/credential';
import { readAddress } from './address';
import { createOktaConnection } from './okta-connection';
import { createOktopostConnection } from './oktopost-connection';
import { createServiceKey } from './service-key';
import type { ServiceKey } from './service-key';
import type { OktopostParts, TriedToken } from './oktopost-connection';

/** Both connections of a set-up: the Okta org and Oktopost's SCIM server. Both are dropped when the set-up is started over. */
export interface Connections {
  okta(): Okta | null;
  oktopost(): OktopostScim | null;
  oktaState(): OktaConnection;
  /** What a request to Okta outside a run waits for. */
  oktaWait(): Wait | null;
  /** Cancels what requests outside a run wait for. */
  stopWaiting(): void;
  oktopostState(): OktopostToken;
  /** The token that Oktopost is asked with: it stays while another one is tried, and where that one is refused. */
  oktopostInUse(): TriedToken | null;
  /** The token for Oktopost that was tried last, also one that was refused. Null: none since the start. */
  oktopostTried(): TriedToken | null;
  /** How many tokens for Oktopost were entered since the start and used then; one that was kept over a restart is none. */
  oktopostEntries(): number;
  /** @throws AppFailure `bad-address`, or why a custom domain could not be asked. */
  readAddress(input: string): Promise<Address>;
  /** The slots whose credential is kept over a restart. */
  remembered(): CredentialSlot[];
  readonly serviceKey: ServiceKey;
  /** Whether this text is the credential that is known for `slot`. */
  isTokenOf(slot: CredentialSlot, text: string): Promise<boolean>;
  /** An Okta credential is about to be entered: loads meanwhile what a connection needs. */
  prepareOkta(): void;
  /**
   * Connects with `credential`, or with the one that is known. The outcome is the state.
   * @throws AppFailure when a credential that was entered in place of one that works does not: that connection stays.
   */
  connectOkta(credential?: Credential): Promise<void>;
  connectOktopost(credential?: Credential): Promise<void>;
  /** The choice of destination or region is another one: no token goes to another address by itself; `taken` is the one for that. */
  retargetOktopost(taken?: Credential): Promise<void>;
  /** Asks the other region's SCIM server with the token that was refused. Only on the admin's request. The outcome is the state. */
  askOtherRegion(): Promise<void>;
  /** The region that took the refused token, and the token. @throws AppFailure `not-ready` when it took none. */
  acceptedElsewhere(): { region: Region; credential: Credential };
  /** The org address changed: drops client and credential, so that nothing is sent to the previous org. */
  disconnectOkta(): Promise<void>;
}

const slots: readonly CredentialSlot[] = ['okta-token', 'oktopost-token'];

export function createConnections(given: Omit<OktopostParts, 'serviceKey'>): Connections {
  const { ports, credentials, lifetime } = given;
  const serviceKey = createServiceKey({ credentials, lifetime, redactor: ports.redactor });
  const parts: OktopostParts = { ...given, serviceKey };
  const okta = createOktaConnection(parts);
  const oktopost = createOktopostConnection(parts);
  return {
    serviceKey,
    okta: okta.client,
    oktopost: () => oktopost.inUse()?.client ?? null,
    oktopostInUse: oktopost.inUse,
    oktaState: okta.state,
    oktaWait: okta.wait,
    stopWaiting: okta.stopWaiting,
    oktopostState: oktopost.state,
    oktopostTried: oktopost.tried,
    oktopostEntries: oktopost.entries,
    readAddress: (input) => readAddress(input, parts.store.session.mode, parts.practice(), parts.ports),
    isTokenOf: async (slot, text) => {
      const known = await parts.credentials.current(slot);
      return known !== null && secretsOf(known).includes(text);
    },
    remembered: () => slots.filter(parts.credentials.isRemembered),
    prepareOkta: okta.prepare,
    connectOkta: okta.connect,
    connectOktopost: oktopost.connect,
    retargetOktopost: oktopost.retarget,
    askOtherRegion: oktopost.askOtherRegion,
    acceptedElsewhere: oktopost.acceptedElsewhere,
    disconnectOkta: okta.disconnect,
  };
}
