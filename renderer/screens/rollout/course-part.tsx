import { isAtWork, isRunning } from '../../../shared/at-work';
import type { AppError } from '../../../shared/errors';
import type { Run } from '../../../shared/plan';
import type { Snapshot } from '../../../shared/snapshot';
import { failedRing, ofLicences } from '../../../shared/rollout';
import type { RolloutCounts, RolloutView } from '../../../shared/rollout';
import { CutOff } from '../../components/cut-off';
import { Details } from '../../components/details';
import { ErrorCard } from '../../components/error-card';
import { Answer } from '../../components/answer';
import { readRight } from '../../components/known-tone';
import { LicencesField, useLicences } from '../../components/licences-field';
import { Note } from '../../components/note';
import { useSnapshot } from '../../store/context';
import { MendFirst } from './next-action';
import { PeoplePages } from './people-pages';
import { passedRing, pausedAt } from './ring-view';
import { Rings } from './rings';
import { useRefusedStep } from './use-refused';
import { words } from './words';

interface Props {
  rollout: RolloutCounts;
  shown: RolloutView | null;
  /** The run that took a ring back, or does. */
  back: Run | null;
}

/** The rings with what came of each; who did not arrive, and why. */
export function CoursePart({ rollout, shown, back }: Props) {
  const { pause, error, state } = rollout;
  const { links } = useSnapshot();
  const refusedStep = useRefusedStep();
  // Of a ring that still stands: it was not taken back, or not all of it.
  const notBack =
    back?.scope.kind === 'ring-back' &&
    back.state === 'failed' &&
    shown?.rings[back.scope.ring]?.state !== 'taken-back'
      ? back.error
      : null;
  // Of a ring that passed there is nothing to say before the rings are read.
  const hasReason =
    state === 'paused' && pause !== null && pause !== 'error' && (pause !== 'ring-passed' || shown !== null);
  const left = rollout.takenBack + rollout.unassigned + rollout.notBegun;
  const isFailedNow = shown !== null && pausedAt(rollout, shown) >= 0;
  /** Of the ring that just ended; -1: it was taken back. */
  const passedAt = shown === null || isTakenBack(pause, shown) ? -1 : passedRing(shown);
  const passed = shown?.rings[passedAt];
  const isBack =
    shown !== null && (pause === 'ring-passed' ? passed === undefined : isTakenBack(pause, shown));
  return (
    <>
      <CutOff screen="rollout" />
      {[error, notBack].map(
        (each) =>
          each !== null && (
            <Answer key={each.at}>
              <ErrorCard error={each} link={linkOf(each, links)} />
            </Answer>
          ),
      )}
      {error?.field === ofLicences && <StatedLicences key={error.at} />}
      {hasReason && rollout.repair?.state !== 'running' && (
        <Note
          tone={passed !== undefined && isAllRead(passed) && pause === 'ring-passed' ? readRight : 'amber'}
        >
          <p>
            {isBack
              ? words.course.back
              : pause === 'ring-passed'
                ? passed !== undefined && words.course.passed(passedAt, passed)
                : words.course.pauses[pause]}
          </p>
          {isFailedNow && <p>{words.course.sendAgain}</p>}
          {isFailedNow && refusedStep !== null && !isAtWork(rollout) && (
            <MendFirst rollout={rollout} view={shown} ring={pausedAt(rollout, shown)} />
          )}
        </Note>
      )}
      {shown !== null && <Rings rollout={rollout} view={shown} back={isRunning(back) ? back : null} />}
      {rollout.missing > 0 && (
        <Details title={words.course.failed(rollout.missing)}>
          <PeoplePages of="rollout" state="failed" version={String(rollout.missing)} />
        </Details>
      )}
      {left > 0 && !isAtWork(rollout) && (
        <Details title={words.course.left(rollout)}>
          <PeoplePages of="rollout" state="to-do" version={String(left)} />
        </Details>
      )}
    </>
  );
}

/** Where more are stated, the rollout measures its ring by them. */
function StatedLicences() {
  const { typed, setTyped } = useLicences();
  return <LicencesField value={typed} onChange={setTyped} />;
}

/** Where in Okta its cause is mended, by the step that it belongs to. */
function linkOf({ field }: AppError, links: Snapshot['links']): { href: string; text: string } | null {
  const { toApp, general, integration } = words.course.links;
  const [href, text] =
    field === 'to-app'
      ? [links.oktaToApp, toApp]
      : field === 'scim-on'
        ? [links.oktaGeneral, general]
        : field === 'authenticate'
          ? [links.oktaIntegration, integration]
          : [null, ''];
  return href === null ? null : { href, text };
}

/** Everybody of a ring arrived, and was seen there. */
const isAllRead = ({ failed, looked }: RolloutView['rings'][number]): boolean =>
  failed === 0 && looked !== null;

/** The ring at which it paused was taken back since: of one that passed or was stopped, the last that began. */
const isTakenBack = (pause: RolloutCounts['pause'], view: RolloutView): boolean =>
  pause === 'too-many-failed'
    ? failedRing(view) < 0
    : (pause === 'stopped' || pause === 'ring-passed') &&
      view.rings.findLast(({ state }, index) => index >= view.earlier && state !== 'to-do')?.state ===
        'taken-back';
