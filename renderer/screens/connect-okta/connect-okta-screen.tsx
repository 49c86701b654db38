import type { AppError } from '../../../shared/errors';
import { useState } from 'react';
import { nothingTaken } from '../../../shared/pasted-token';
import type { Snapshot } from '../../../shared/snapshot';
import { Button } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { Remembered } from '../../components/remember';
import { Screen } from '../../components/screen';
import { TakenOff } from '../../components/secret-field';
import { useApp, useDraft, useSnapshot } from '../../store/context';
import { AddressForm, AddressShown, ConfirmHost } from './address';
import { Connected } from './connected';
import { Primary, UsePracticeToken } from './primary';
import { ServiceAppPart } from './service-app-part';
import { sentenceOf, stageOf, wayOf } from './stage';
import type { Way } from './stage';
import { TokenPart } from './token-part';
import { WayChoice } from './way-choice';
import { words as common } from '../../words/common';
import { repairLead } from './repair-lead';
import { words } from './words';

export function ConnectOktaScreen() {
  const snapshot = useSnapshot();
  const { address, okta, mode } = snapshot;
  const [changing, setChanging] = useState(false);
  const [otherToken, setOtherToken] = useState(false);
  const [taken, setTaken] = useState(nothingTaken);
  const [typed, setTyped] = useState(false);
  const [typedAddress, setAddress, addressSent] = useDraft('address', address?.input ?? '');
  const [chosenWay, setWay] = useState<Way | null>(null);
  const way = chosenWay ?? wayOf(snapshot);
  const stage = stageOf(snapshot, changing);
  // What main refused unsent has its own words: those of the credential before say nothing of it.
  const isUnsent = useApp(({ errors }) => errors['connect-okta']?.field === 'okta-token');
  // A credential of one way that was refused says nothing of the other way.
  const shownError =
    okta.state === 'failed' && ((way === wayOf(snapshot) && !isUnsent) || !isOfCredential(okta.error))
      ? okta.error
      : null;
  const takesPracticeToken = mode === 'practice' && !typed && way === 'api-token';
  // While another one is checked the field stays: if Okta refuses it, it is corrected there.
  const asksToken =
    stage === 'token' ||
    stage === 'failed' ||
    ((stage === 'connected' || stage === 'checking') && otherToken);
  const { repair } = snapshot.rollout;
  // Whoever was unassigned when this screen was opened: connecting has assigned them since.
  const [before] = useState(repair?.betweenNames ?? []);
  const assigns = (repair?.between ?? 0) > 0 && !snapshot.planOnly;
  const canSubmit =
    stage === 'address'
      ? typedAddress.trim() !== ''
      : typed || (way === 'service-app' && snapshot.clientId !== null);
  const onSent = (token = nothingTaken): void => {
    setTaken(token);
    setOtherToken(false);
  };
  const entered = { stage, way, asksToken, typed, canSubmit, takesPracticeToken, shownError };

  return (
    <Screen
      id="connect-okta"
      title={words.title}
      lead={repairLead(repair, { before, assigns }) ?? words.lead}
      state={words.state[sentenceOf(entered, snapshot)]}
      fields={[
        ...(stage === 'address' ? ['address'] : []),
        ...(asksToken ? ['okta-token', 'client-id'] : []),
      ]}
      primary={
        asksToken && takesPracticeToken ? (
          <UsePracticeToken assigns={assigns} onTaken={onSent} />
        ) : (
          <Primary stage={asksToken ? 'token' : stage} canSubmit={canSubmit} assigns={assigns} />
        )
      }
    >
      {stage === 'address' && (
        <AddressForm
          address={typedAddress}
          onAddress={setAddress}
          onChecked={() => {
            addressSent();
            setChanging(false);
            setOtherToken(false);
          }}
        />
      )}
      {stage !== 'address' && address !== null && (
        <AddressShown
          address={address}
          onChange={() => {
            setChanging(true);
          }}
        />
      )}
      {stage === 'confirm' && address !== null && <ConfirmHost address={address} />}
      {stage === 'failed' && shownError !== null && <NotConnected error={shownError} />}
      {stage === 'connected' && okta.state === 'connected' && (
        <ConnectedPart
          okta={okta}
          onAgain={
            otherToken
              ? null
              : () => {
                  setOtherToken(true);
                }
          }
        />
      )}
      {!isUnsent && <TakenOff taken={taken} />}
      {asksToken && (
        <WayChoice
          way={way}
          onChange={(next) => {
            setWay(next);
            setTyped(false);
          }}
        />
      )}
      {asksToken && way === 'service-app' && <ServiceAppPart onTyped={setTyped} onSent={onSent} />}
      {asksToken && way === 'api-token' && <TokenPart onTyped={setTyped} onTaken={onSent} />}
    </Screen>
  );
}

/** Whether a failure is about the credential itself, rather than the way to Okta. */
const isOfCredential = ({ code }: AppError): boolean => code === 'token-refused' || code === 'missing-right';

/** What Okta refused is not kept (`main/secrets/credentials.ts`): there is nothing to try again with but what the form holds. */
const isForgotten = ({ code }: AppError): boolean => code === 'token-refused';

/** Asks Okta once more, with what is known. */
function useReconnect(): () => void {
  const call = useApp((state) => state.call);
  return () => void call('okta.reconnect', {});
}

function NotConnected({ error }: { error: AppError }) {
  const { oktaServiceApps } = useSnapshot().links;
  const reconnect = useReconnect();
  return (
    <ErrorCard
      error={error}
      onRetry={isForgotten(error) ? undefined : reconnect}
      link={
        error.field === 'client-id' && oktaServiceApps !== null
          ? { href: oktaServiceApps, text: words.serviceApp.findLink }
          : null
      }
    />
  );
}

interface ConnectedProps {
  okta: Extract<Snapshot['okta'], { state: 'connected' }>;
  /** Asks for another credential; null while it is asked for. */
  onAgain: (() => void) | null;
}

function ConnectedPart({ okta, onAgain }: ConnectedProps) {
  const reconnect = useReconnect();
  return (
    <>
      <Connected okta={okta} />
      <Remembered kind="okta-token" />
      <div className="actions">
        <Button kind="small" onPress={reconnect}>
          {common.checkAgain}
        </Button>
        {onAgain !== null && (
          <Button kind="small" onPress={onAgain}>
            {okta.token.status === 'service-app' ? words.serviceApp.again : words.token.again}
          </Button>
        )}
      </div>
    </>
  );
}
