import type { AppError } from '../../../shared/errors';
import { useState } from 'react';
import { connectionOnlyReads } from '../../../shared/connection';
import { nothingTaken } from '../../../shared/pasted-token';
import type { Snapshot } from '../../../shared/snapshot';
import { Button, WritesToOkta } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { Remembered } from '../../components/remember';
import { ContinueButton, Screen } from '../../components/screen';
import { TakenOff } from '../../components/secret-field';
import { SubmitButton } from '../../components/submit-button';
import { useApp, useDraft, usePending, useSnapshot } from '../../store/context';
import { AddressForm, AddressShown, ConfirmHost } from './address';
import { Connected } from './connected';
import { Choices, RadioChoice } from '../../components/choice';
import { ServiceAppPart, lacksKey } from './service-app-part';
import { tokenFormId } from './token-form';
import { TokenPart } from './token-part';
import { addressFormId } from './address';
import { words as common } from '../../words/common';
import { repairLead } from './repair-lead';
import { words } from './words';

type Stage = 'address' | 'confirm' | 'token' | 'checking' | 'failed' | 'connected';

/** The next input. The address may be changed at any time before. */
export function stageOf({ address, okta }: Pick<Snapshot, 'address' | 'okta'>, changing: boolean): Stage {
  if (address === null || changing) return 'address';
  if (address.needsConfirmation) return 'confirm';
  switch (okta.state) {
    case 'connected':
    case 'checking':
    case 'failed':
      return okta.state;
    case 'none':
    case 'token-needed':
      return 'token';
  }
}

export function ConnectOktaScreen() {
  const snapshot = useSnapshot();
  const { address, okta, mode, links } = snapshot;
  const call = useApp((state) => state.call);
  const [changing, setChanging] = useState(false);
  const [otherToken, setOtherToken] = useState(false);
  const [taken, setTaken] = useState(nothingTaken);
  const [typed, setTyped] = useState(false);
  const [typedAddress, setAddress, addressSent] = useDraft('address', address?.input ?? '');
  const [chosenWay, setWay] = useState<Way | null>(null);
  const way = chosenWay ?? wayOf(snapshot);
  const stage = stageOf(snapshot, changing);
  const reconnect = (): void => void call('okta.reconnect', {});
  // What main refused unsent has its own words: those of the credential before say nothing of it.
  const isUnsent = useApp(({ errors }) => errors['connect-okta']?.field === 'okta-token');
  // A credential of one way that was refused says nothing of the other way.
  const shownError =
    okta.state === 'failed' && ((way === wayOf(snapshot) && !isUnsent) || !isOfCredential(okta.error))
      ? okta.error
      : null;
  const takesPracticeToken = mode === 'practice' && !typed && way === 'api-token';
  const asksToken = stage === 'token' || stage === 'failed' || (stage === 'connected' && otherToken);
  const { repair } = snapshot.rollout;
  // Whoever was unassigned when this screen was opened: connecting has assigned them since.
  const [before] = useState(repair?.betweenNames ?? []);
  const assigns = (repair?.between ?? 0) > 0 && !snapshot.planOnly;
  const canSubmit =
    stage === 'address'
      ? typedAddress.trim() !== ''
      : typed || (way === 'service-app' && snapshot.clientId !== null);

  return (
    <Screen
      id="connect-okta"
      title={words.title}
      lead={repairLead(repair, { before, assigns }) ?? words.lead}
      state={
        words.state[
          asksToken && way === 'service-app' && (shownError === null || typed)
            ? lacksKey(snapshot)
              ? 'keyNeeded'
              : canSubmit
                ? 'serviceApp'
                : 'clientId'
            : asksToken && typed
              ? 'typed'
              : takesPracticeToken && stage === 'token'
                ? 'practice'
                : stage === 'connected' && connectionOnlyReads(okta)
                  ? 'readsOnly'
                  : stage
        ]
      }
      fields={[
        ...(stage === 'address' ? ['address'] : []),
        ...(asksToken ? ['okta-token', 'client-id'] : []),
      ]}
      primary={
        asksToken && takesPracticeToken ? (
          <UsePracticeToken
            assigns={assigns}
            onTaken={() => {
              setTaken(nothingTaken);
              setOtherToken(false);
            }}
          />
        ) : (
          <Primary stage={asksToken ? 'token' : stage} canSubmit={canSubmit} assigns={assigns} />
        )
      }
    >
      {stage === 'address' ? (
        <AddressForm
          address={typedAddress}
          onAddress={setAddress}
          onChecked={() => {
            addressSent();
            setChanging(false);
            setOtherToken(false);
          }}
        />
      ) : (
        address !== null && (
          <AddressShown
            address={address}
            onChange={() => {
              setChanging(true);
            }}
          />
        )
      )}
      {stage === 'confirm' && address !== null && <ConfirmHost address={address} />}
      {stage === 'failed' && shownError !== null && (
        <ErrorCard
          error={shownError}
          onRetry={isForgotten(shownError, way) ? undefined : reconnect}
          link={
            shownError.field === 'client-id' && links.oktaServiceApps !== null
              ? { href: links.oktaServiceApps, text: words.serviceApp.findLink }
              : null
          }
        />
      )}
      {stage === 'connected' && okta.state === 'connected' && (
        <>
          <Connected okta={okta} />
          <Remembered kind="okta-token" />
          <div className="actions">
            <Button kind="small" onPress={reconnect}>
              {common.checkAgain}
            </Button>
            {!otherToken && (
              <Button
                kind="small"
                onPress={() => {
                  setOtherToken(true);
                }}
              >
                {okta.token.status === 'service-app' ? words.serviceApp.again : words.token.again}
              </Button>
            )}
          </div>
        </>
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
      {asksToken && way === 'service-app' && (
        <ServiceAppPart
          onTyped={setTyped}
          onSent={() => {
            setTaken(nothingTaken);
            setOtherToken(false);
          }}
        />
      )}
      {asksToken && way === 'api-token' && (
        <TokenPart
          onTyped={setTyped}
          onTaken={(token) => {
            setTaken(token);
            setOtherToken(false);
          }}
        />
      )}
    </Screen>
  );
}

type Way = 'api-token' | 'service-app';

/** Until one is chosen: the one that was used last. */
const wayOf = ({ clientId }: Pick<Snapshot, 'clientId'>): Way =>
  clientId === null ? 'api-token' : 'service-app';

/** Whether a failure is about the credential itself, rather than the way to Okta. */
const isOfCredential = ({ code }: AppError): boolean => code === 'token-refused' || code === 'missing-right';

/** An API token that Okta refused is not kept (`main/secrets/credentials.ts`): there is nothing to try again with. */
const isForgotten = ({ code }: AppError, way: Way): boolean =>
  way === 'api-token' && code === 'token-refused';

function WayChoice({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  const options: readonly [Way, string, string][] = [
    ['api-token', words.way.token, words.way.tokenFor],
    ['service-app', words.way.serviceApp, words.way.serviceAppFor],
  ];
  return (
    <Choices title={words.way.title}>
      {options.map(([value, title, text]) => (
        <RadioChoice
          key={value}
          group="way"
          title={title}
          isSelected={way === value}
          onChange={() => {
            onChange(value);
          }}
        >
          {text}
        </RadioChoice>
      ))}
    </Choices>
  );
}

/** While nothing is typed, a rehearsal goes on with the token that is there. */
function UsePracticeToken({ assigns, onTaken }: { assigns: boolean; onTaken: () => void }) {
  const call = useApp((state) => state.call);
  const taking = usePending('okta.usePracticeToken');
  return (
    <>
      {assigns && <WritesToOkta />}
      <Button
        kind={assigns ? 'write' : 'primary'}
        isPending={taking}
        onPress={() => {
          void call('okta.usePracticeToken', {}).then(({ ok }) => {
            if (ok) onTaken();
          });
        }}
      >
        {words.practice.action}
      </Button>
    </>
  );
}

/** `canSubmit`: something is entered. `assigns`: connecting assigns whom a repair has unassigned. */
function Primary({ stage, canSubmit, assigns }: { stage: Stage; canSubmit: boolean; assigns: boolean }) {
  const { address } = useSnapshot();
  const call = useApp((state) => state.call);
  const checkingAddress = usePending('okta.checkAddress');
  const confirming = usePending('okta.confirmHost');
  const submitting = usePending('secrets.submit', 'serviceApp.connect', 'okta.usePracticeToken');
  switch (stage) {
    case 'address':
      return (
        <SubmitButton form={addressFormId} canSubmit={canSubmit} isPending={checkingAddress}>
          {words.address.action}
        </SubmitButton>
      );
    case 'confirm':
      return (
        <Button
          kind="primary"
          isPending={confirming}
          onPress={() => {
            if (address !== null) void call('okta.confirmHost', { orgUrl: address.orgUrl });
          }}
        >
          {words.confirm.action}
        </Button>
      );
    case 'token':
    case 'failed':
      return (
        <SubmitButton form={tokenFormId} canSubmit={canSubmit} isPending={submitting} writes={assigns}>
          {words.token.action}
        </SubmitButton>
      );
    case 'checking':
    case 'connected':
      return <ContinueButton from="connect-okta" toOpen />;
  }
}
