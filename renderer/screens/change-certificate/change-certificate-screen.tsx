import { useEffect } from 'react';
import { signInsSince } from '../../../shared/certificate-change';
import type { CertificateChangeShown } from '../../../shared/certificate-change';
import type { SignIns } from '../../../shared/single-sign-on';
import { Button } from '../../components/button';
import { ChangeWalkEnd, ChangeWalkPrimary } from '../../components/change-walk';
import { notRead, readRight, readWrong } from '../../components/known-tone';
import { Note, Toned } from '../../components/note';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useNow } from '../../components/time';
import { useApp, useSnapshot } from '../../store/context';
import { HandOver, Stated } from './hand-over';
import { PlanPart } from './plan-part';
import { words } from './words';

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
  return (
    <Screen
      id="change-certificate"
      title={words.title}
      lead={words.lead}
      state={words.states[state]}
      primary={
        <ChangeWalkPrimary
          walk="certificateChange"
          isBegun={state !== 'none'}
          isOver={state === 'over'}
          words={words}
        />
      }
    >
      {state === 'none' ? <p>{words.none}</p> : <Steps change={change} state={state} />}
    </Screen>
  );
}

type State = keyof typeof words.states;

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

function Steps({ change, state }: { change: CertificateChangeShown; state: State }) {
  const { before, activeSince, read, handedOver } = change;
  const next = read?.next ?? null;
  const isMade = activeSince !== null || next !== null;
  return (
    <>
      {before !== null && activeSince === null && <InUse until={before.until} />}
      <Make change={change} />
      {isMade && <HandOver change={change} />}
      {(handedOver !== null || activeSince !== null) && <Activate change={change} />}
      {activeSince !== null && <SignIn change={change} failed={state === 'failed'} />}
      {(state === 'remove' || state === 'over') && <Remove change={change} />}
      <ChangeWalkEnd walk="certificateChange" isOver={state === 'over'} words={words} />
    </>
  );
}

function InUse({ until }: { until: string }) {
  const ended = Date.parse(until) < useNow();
  return ended ? (
    <Note tone="amber">
      <p>{words.ended(until)}</p>
    </Note>
  ) : (
    <p className="hint">{words.inUse(until)}</p>
  );
}

function Make({ change: { read, activeSince } }: { change: CertificateChangeShown }) {
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
          <PlanPart scope={{ kind: 'certificate-make' }} preview={make.preview} apply={make.apply} />
        </>
      )}
    </Section>
  );
}

function Activate({ change: { read, activeSince } }: { change: CertificateChangeShown }) {
  const { activate } = words;
  const kid = read?.next?.kid ?? null;
  return (
    <Section title={activate.title}>
      {activeSince !== null && (
        <p>
          <Toned tone={readRight}>{activate.read(activeSince)}</Toned>
        </p>
      )}
      {activeSince === null && kid !== null && (
        <>
          <p>{activate.text}</p>
          <PlanPart
            scope={{ kind: 'certificate-activate', kid }}
            preview={activate.preview}
            apply={activate.apply}
          />
        </>
      )}
    </Section>
  );
}

function SignIn({ change, failed }: { change: CertificateChangeShown; failed: boolean }) {
  const { signIns } = useSnapshot();
  const go = useApp((store) => store.go);
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
          <div className="actions">
            <Button kind="small" onPress={() => void go('single-sign-on')}>
              {signIn.go}
            </Button>
          </div>
          {failed && kid !== null && (
            <PlanPart
              scope={{ kind: 'certificate-activate', kid }}
              preview={signIn.back}
              apply={signIn.backApply}
            />
          )}
        </>
      )}
    </Section>
  );
}

function Remove({ change: { removed } }: { change: CertificateChangeShown }) {
  const { remove } = words;
  return (
    <Section title={remove.title}>
      <p>{remove.text}</p>
      <Stated what="removed" statement={removed} state={remove.state} />
    </Section>
  );
}
