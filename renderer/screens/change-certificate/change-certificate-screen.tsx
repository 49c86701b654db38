import { useEffect } from 'react';
import { isRunning } from '../../../shared/at-work';
import { signInsSince } from '../../../shared/certificate-change';
import type { CertificateChangeShown } from '../../../shared/certificate-change';
import { assertNever } from '../../../shared/errors';
import { updateOn } from '../../../shared/settings';
import type { SignIns } from '../../../shared/single-sign-on';
import { Button, OutsideLink } from '../../components/button';
import { ChangeWalkEnd, ChangeWalkPrimary, StateButton } from '../../components/change-walk';
import { ValueList } from '../../components/copy';
import { CutOff } from '../../components/cut-off';
import { notRead, readRight, readWrong } from '../../components/known-tone';
import { Note, Toned } from '../../components/note';
import { Screen } from '../../components/screen';
import { PreviewButton } from '../../components/requested-plan';
import { Section } from '../../components/section';
import { useNow } from '../../components/time';
import { useApp, usePending, useRun, useSnapshot } from '../../store/context';
import { usePlanOnRequest } from '../../store/use-plan';
import type { PlanOnRequest } from '../../store/use-plan';
import { PemRow } from '../single-sign-on/values-part';
import { HandOver, OpenOktopost } from './hand-over';
import { PlanPart, WriteButton } from './plan-part';
import { Remove } from './remove';
import type { Write } from './plan-part';
import { statements } from './statements';
import { words } from './words';
import { words as common } from '../../words/common';
import { stepNames } from '../../../shared/step-names';

/** A new signing certificate in five steps, each as main has read it. */
export function ChangeCertificateScreen() {
  const { certificateChange: change, signIns, okta } = useSnapshot();
  const call = useApp((store) => store.call);
  const connected = okta.state === 'connected';
  const unread = connected && change.startedAt !== null && change.read === null;
  // After a restart Okta tells how far it came.
  useEffect(() => {
    if (unread) void call('certificateChange.look', {});
  }, [call, unread]);
  const state = stateOf(change, signIns);
  const write = writeOf(state, change);
  const preview = usePlanOnRequest(write?.scope ?? null);
  return (
    <Screen
      id="change-certificate"
      title={words.title}
      lead={words.lead}
      state={words.states[state]}
      primary={<Primary state={state} write={write} preview={preview} />}
    >
      <CutOff screen="change-certificate" />
      {state === 'none' ? <p>{words.none}</p> : <Steps change={change} state={state} preview={preview} />}
    </Screen>
  );
}

/** The write that is next; null where none is. */
function writeOf(state: State, { read, before }: CertificateChangeShown): Write | null {
  const { make, activate, signIn } = words;
  if (state === 'make') return { scope: { kind: 'certificate-make' }, names: make };
  if (state === 'activate') return activationOf(read?.next?.kid, activate);
  if (state !== 'failed') return null;
  return activationOf(before?.kid, { preview: signIn.back, apply: signIn.backApply });
}

const activationOf = (kid: string | null | undefined, names: Write['names']): Write | null =>
  typeof kid === 'string' ? { scope: { kind: 'certificate-activate', kid }, names } : null;

/** The action of the step that is next. */
function Primary({ state, write, preview }: { state: State; write: Write | null; preview: PlanOnRequest }) {
  const go = useApp((store) => store.go);
  const running = isRunning(useRun('certificate-make', 'certificate-activate'));
  // The way back is asked for where the step says so; to try once more is as likely.
  const isAsked = write !== null && (state !== 'failed' || preview.plan !== null);
  if (isAsked) return running ? null : <WriteButton names={write.names} preview={preview} />;
  switch (state) {
    case 'handOver':
      return <StateButton statement={statements.handedOver} kind="primary" />;
    case 'signIn':
    case 'failed':
      return (
        <Button kind="primary" onPress={() => void go('single-sign-on')}>
          {common.error.goTo(stepNames['single-sign-on'])}
        </Button>
      );
    case 'remove':
      return <StateButton statement={statements.removed} kind="primary" />;
    case 'none':
    case 'reading':
    case 'make':
    case 'activate':
    case 'over':
      return (
        <ChangeWalkPrimary
          walk="certificateChange"
          begin={words.begin}
          isBegun={state !== 'none'}
          isOver={state === 'over'}
        />
      );
    default:
      return assertNever(state);
  }
}

type State = keyof typeof words.states;

interface StepProps {
  change: CertificateChangeShown;
  preview: PlanOnRequest;
}

function stateOf(change: CertificateChangeShown, signIns: SignIns): State {
  const { startedAt, read, activeSince, handedOver, removed } = change;
  if (startedAt === null) return 'none';
  if (activeSince === null) {
    if (read === null) return 'reading';
    if (read.next === null) return 'make';
    return handedOver === null ? 'handOver' : 'activate';
  }
  const tried = signInsSince(change, signIns);
  if (tried === 'open') return 'signIn';
  if (tried === 'failed') return 'failed';
  return removed === null ? 'remove' : 'over';
}

function Steps({ change, state, preview }: StepProps & { state: State }) {
  const { before, activeSince, read, handedOver } = change;
  const next = read?.next ?? null;
  const isMade = activeSince !== null || next !== null;
  return (
    <>
      {before !== null && activeSince === null && <InUse isBack={change.isBack} until={before.until} />}
      <Make change={change} preview={preview} />
      {isMade && <HandOver change={change} />}
      {(handedOver !== null || activeSince !== null) && <Activate change={change} preview={preview} />}
      {activeSince !== null && <SignIn change={change} preview={preview} failed={state === 'failed'} />}
      {(state === 'remove' || state === 'over') && <Remove change={change} />}
      <ChangeWalkEnd walk="certificateChange" isOver={state === 'over'} stays={isMade ? words.stays : null}>
        {state !== 'reading' && state !== 'over' && <LookButton />}
      </ChangeWalkEnd>
    </>
  );
}

/** What was done elsewhere meanwhile. */
function LookButton() {
  const call = useApp((store) => store.call);
  const looking = usePending('certificateChange.look');
  return (
    <Button kind="small" isPending={looking} onPress={() => void call('certificateChange.look', {})}>
      {words.look}
    </Button>
  );
}

function InUse({ isBack, until }: { isBack: boolean; until: string }) {
  const ended = Date.parse(until) < useNow();
  return ended ? (
    <Note tone="amber">
      <p>{words.ended(until)}</p>
    </Note>
  ) : (
    <p className="hint">{isBack ? words.again(until) : words.inUse(until)}</p>
  );
}

function Make({ change: { read, activeSince }, preview }: StepProps) {
  const { make } = words;
  const made = activeSince === null ? (read?.next ?? null) : (read?.active ?? null);
  return (
    <Section title={make.title}>
      {made !== null && (
        <p>
          <Toned tone={readRight}>{make.read(made.fingerprint)}</Toned>
        </p>
      )}
      {made === null && activeSince === null && read !== null && (
        <>
          <p>{make.text}</p>
          <PlanPart kind="certificate-make" preview={preview} />
        </>
      )}
    </Section>
  );
}

function Activate({ change: { read, activeSince, handedOver, isUpdateOnKnown }, preview }: StepProps) {
  const { appChecks, links } = useSnapshot();
  const { activate } = words;
  // Of what was switched elsewhere Okta tells only when the app integration was written last.
  const isOwn = useRun('certificate-activate')?.state === 'done';
  const kid = read?.next?.kid ?? null;
  const isUpdateOnRead = appChecks.some(({ setting, state }) => setting === updateOn && state === 'same');
  return (
    <Section title={activate.title}>
      {activeSince !== null && (
        <p>
          <Toned tone={readRight}>{activate.read(activeSince, isOwn)}</Toned>
        </p>
      )}
      {activeSince !== null && handedOver === null && (
        <Note tone="amber">
          <p>{activate.text}</p>
        </Note>
      )}
      {activeSince !== null && !isUpdateOnRead && !isUpdateOnKnown && (
        <Note tone="amber">
          <p>{activate.updateOn}</p>
          {links.oktaSignOn !== null && (
            <div className="actions">
              <OutsideLink href={links.oktaSignOn}>{activate.open}</OutsideLink>
            </div>
          )}
        </Note>
      )}
      {activeSince === null && kid !== null && (
        <>
          <p>{activate.text}</p>
          <PlanPart kind="certificate-activate" preview={preview} />
        </>
      )}
    </Section>
  );
}

function SignIn({ change, preview, failed }: StepProps & { failed: boolean }) {
  const { signIns } = useSnapshot();
  const { signIn } = words;
  const kid = change.before?.kid ?? null;
  return (
    <Section title={signIn.title}>
      {signInsSince(change, signIns) === 'worked' ? (
        <p>
          <Toned tone={notRead}>{signIn.worked}</Toned>
        </p>
      ) : (
        <>
          <p>{failed ? <Toned tone={readWrong}>{signIn.failed}</Toned> : signIn.text}</p>
          {failed && change.read?.active && (
            <ValueList rows={[]}>
              <PemRow label={words.handOver.pem} pem={change.read.active.pem} />
            </ValueList>
          )}
          {failed && (
            <div className="actions">
              <OpenOktopost />
              {kid !== null && preview.plan === null && (
                <PreviewButton preview={preview} name={signIn.back} />
              )}
            </div>
          )}
          {failed && kid !== null && <PlanPart kind="certificate-activate" preview={preview} />}
        </>
      )}
    </Section>
  );
}
