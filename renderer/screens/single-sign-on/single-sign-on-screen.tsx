import { assertNever } from '../../../shared/errors';
import { signInsSince } from '../../../shared/certificate-change';
import { isHalfTried, signInsVerdict, signInWays } from '../../../shared/single-sign-on';
import type { SignIns } from '../../../shared/single-sign-on';
import { assignedUser } from '../../../shared/verification';
import { Button } from '../../components/button';
import { GoTo } from '../../components/go-to';
import { Note } from '../../components/note';
import { ContinueButton, Screen } from '../../components/screen';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { CertificatePart } from './certificate-part';
import { PolicyPart } from './policy-part';
import { SignInPart } from './sign-in-part';
import { ValuesPart } from './values-part';
import { words } from './words';
import { toneOf } from '../../components/known-tone';

export function SingleSignOnScreen() {
  const { okta, app, signIns, test, earlierPass, certificateChange } = useSnapshot();
  const { activeSince, removed } = certificateChange;
  // The walk to a new certificate waits here.
  const isWalk = activeSince !== null && removed === null;
  const isTried = isWalk && signInsSince(certificateChange, signIns) === 'worked';
  // This set-up assigned nobody, or nobody any more.
  const nobody = assignedUser(test) === null && earlierPass?.isAssigned !== true;
  const canRead = okta.state === 'connected' && app !== null;
  const { value: idpDetails, loading, again } = useQuery('singleSignOn.read', canRead ? {} : null);

  return (
    <Screen
      id="single-sign-on"
      title={words.title}
      lead={words.lead}
      state={loading ? words.state.reading : stateOf(signIns, isWalk, isTried)}
      primary={<ContinueButton from="single-sign-on" isHeld={isUndecided(signIns) && !isTried} />}
      onRetry={again}
    >
      {isWalk && <ForCertificate isTried={isTried} />}
      <RequireSso signIns={signIns} />
      {!canRead && <p>{words.disconnected}</p>}
      {loading && idpDetails === null && <p>{words.reading}</p>}
      {idpDetails !== null && (
        <>
          <ValuesPart idpDetails={idpDetails} />
          <CertificatePart certificates={idpDetails.certificates} loading={loading} onAgain={again} />
          <PolicyPart policy={idpDetails.policy} />
        </>
      )}
      {/* Shown only once the values above are there, so that the layout does not shift. */}
      {!(loading && idpDetails === null) && (
        <>
          {nobody && (
            <Note tone="amber">
              <p>{words.check.nobody}</p>
            </Note>
          )}
          {signInWays.map((way) => (
            <SignInPart key={way} way={way} tile={idpDetails?.tile ?? null} sent={idpDetails?.sent ?? null} />
          ))}
          <Later signIns={signIns} />
        </>
      )}
    </Screen>
  );
}

function ForCertificate({ isTried }: { isTried: boolean }) {
  return (
    <Note tone="blue">
      <p>{isTried ? words.certificateTried : words.forCertificate}</p>
      <GoTo screen="change-certificate" />
    </Note>
  );
}

/** The sign-ins are neither tried nor left for later. */
const isUndecided = (signIns: SignIns): boolean => signInsVerdict(signIns) === 'open' && !signIns.later;

function RequireSso({ signIns }: { signIns: SignIns }) {
  const verdict = signInsVerdict(signIns);
  const passed = verdict === 'read' || verdict === 'stated';
  const { title, text } = passed ? words.requireSso.after : words.requireSso.before;
  return (
    <Note tone={passed ? toneOf({ how: 'stated', right: true }) : 'amber'}>
      <p>
        <strong>{title}</strong>
      </p>
      <p>{text}</p>
    </Note>
  );
}

function Later({ signIns }: { signIns: SignIns }) {
  const call = useApp((state) => state.call);
  const pending = usePending('signIn.later');
  if (signInsVerdict(signIns) !== 'open') return null;
  const later = words.later[isHalfTried(signIns) ? 'other' : 'both'];
  return (
    <div className="actions">
      <Button
        kind="small"
        isPending={pending}
        onPress={() => void call('signIn.later', { later: !signIns.later })}
      >
        {signIns.later ? later.back : later.action}
      </Button>
      <span className="hint">{signIns.later ? later.done : later.hint}</span>
    </div>
  );
}

/** The sign-ins in one sentence, for the bar. `isWalk`: a walk to a new certificate waits for one; `isTried`: it has it. */
export function stateOf(signIns: SignIns, isWalk = false, isTried = false): string {
  const verdict = signInsVerdict(signIns);
  switch (verdict) {
    case 'failed':
    case 'read':
    case 'stated':
      return words.state[verdict];
    case 'open': {
      if (isTried) return words.certificateTried;
      if (isHalfTried(signIns)) return signIns.later ? words.state.halfLater : words.state.half;
      if (isWalk) return words.state.certificate;
      return signIns.later ? words.state.later : words.state.open;
    }
    default:
      return assertNever(verdict);
  }
}
