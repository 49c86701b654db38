import { Check, Clock, Eye, EyeOff, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { assertNever } from '../../shared/errors';
import { useApp, usePending, useSnapshot } from '../store/context';
import { Button } from './button';
import { Details } from './details';
import { LookTimes } from './look-times';
import { ErrorCard } from './error-card';
import { GoTo } from './go-to';
import { Note, Toned } from './note';
import type { Tone } from './note';
import { dateTime } from './time';
import { guidedWords } from '../words/guided';
import { statementWords } from '../words/statement';
import { localTimes } from '../../shared/local-times';
import { unverifiableSteps } from '../../shared/screens';
import type { Guided, GuidedStepId } from '../../shared/screens';
import { notRead, readRight, readWrong } from './known-tone';

/** True until Okta shows the step as done, or the admin says so. */
export const needsWord = ({ known, statedAt }: Guided): boolean => known !== 'read-back' && statedAt === null;

/** Okta shows that it is not done: a statement would be refused. */
const isContradicted = ({ known, finding }: Guided): boolean => known === 'lost' || finding !== null;

function look({ known, finding }: Guided): { tone: Tone; icon: LucideIcon } {
  switch (known) {
    case 'read-back':
      return { tone: readRight, icon: Check };
    case 'not-looked':
      return { tone: 'grey', icon: Eye };
    case 'not-yet':
      return finding === null ? { tone: 'blue', icon: Clock } : { tone: 'amber', icon: TriangleAlert };
    case 'cannot-be-read':
      return { tone: notRead, icon: EyeOff };
    case 'lost':
      return { tone: readWrong, icon: TriangleAlert };
    default:
      return assertNever(known);
  }
}

/**
 * A connection of which Okta never shows anything and a test proved all but Push Profile Updates; nothing speaks against it. Source:
 * `main/guided/connection-known.ts`.
 */
export const isPartProven = (step: GuidedStepId, { known, finding, evidence }: Guided): boolean =>
  unverifiableSteps.includes(step) &&
  known !== 'read-back' &&
  known !== 'lost' &&
  finding === null &&
  evidence.length > 0;

/** A look that failed is one too. */
export const knownWords = (
  { known, error }: Pick<Guided, 'known' | 'error'>,
  words: { readonly known: Record<Guided['known'], string> },
): string => (known === 'not-looked' && error !== null ? guidedWords.unread : words.known[known]);

/** What Okta shows of a guided step, when it was last read, and what the admin stated. */
export function Known({
  step,
  guided,
  words,
}: {
  step: GuidedStepId;
  guided: Guided;
  words: { readonly known: Record<Guided['known'], string> };
}) {
  const call = useApp((state) => state.call);
  const looking = usePending('guided.lookNow');
  const isTested = useSnapshot().test.state === 'passed';
  const { tone, icon } = look(guided);
  const lookNow = (): void => void call('guided.lookNow', { step });
  const readable = !unverifiableSteps.includes(step);
  const isLooked = readable || guided.known === 'not-yet';
  const isDoubted = guided.known === 'cannot-be-read' && guided.finding !== null;
  // The lead says already that Okta never shows it.
  const partProven = isPartProven(step, guided);
  const isSilent = guided.statedAt === null && guided.error === null && guided.evidence.length === 0;
  if (!readable && !isContradicted(guided) && isSilent) return null;
  return (
    <section className="card" aria-label={guidedWords.shows}>
      <div className="stack-tight">
        <p>
          <Toned tone={tone} icon={icon}>
            {guided.finding !== null
              ? `${guided.finding.text} ${guided.finding.next}`
              : partProven
                ? guidedWords.partProven
                : knownWords(guided, words)}
          </Toned>
        </p>
        {isLooked && <LookTimes look={guided} />}
      </div>
      {guided.finding?.settledBy === 'plan' && <GoTo screen="plan" />}
      {guided.evidence.length > 0 && (
        <Evidence
          guided={guided}
          title={readable ? guidedWords.evidence : guidedWords.proof}
          isOpen={partProven}
        />
      )}
      {guided.error !== null && <ErrorCard error={guided.error} onRetry={lookNow} />}
      {(isLooked || isDoubted) && (
        <div className="actions">
          <Button isPending={looking} onPress={lookNow}>
            {guidedWords.lookNow}
          </Button>
          {needsWord(guided) && !isContradicted(guided) && (
            <span className="hint">{guidedWords.stateHint}</span>
          )}
        </div>
      )}
      {guided.known !== 'read-back' && guided.statedAt !== null && (
        <Stated
          step={step}
          words={
            partProven
              ? guidedWords.stillStated(dateTime(guided.statedAt))
              : `${guidedWords.statedAt(dateTime(guided.statedAt))}${isTested ? '' : ` ${guidedWords.toBeProven}`}`
          }
        />
      )}
    </section>
  );
}

function Evidence({ guided, title, isOpen }: { guided: Guided; title: string; isOpen: boolean }) {
  const list = (
    <ul className="evidence">
      {guided.evidence.map((line) => (
        <li key={line}>
          <code>{localTimes(line)}</code>
        </li>
      ))}
    </ul>
  );
  return isOpen ? list : <Details title={title}>{list}</Details>;
}

function Stated({ step, words }: { step: GuidedStepId; words: string }) {
  const call = useApp((state) => state.call);
  const pending = usePending('guided.state');
  return (
    <Note tone="grey">
      <p>{words}</p>
      <div className="actions">
        <Button
          kind="small"
          isPending={pending}
          onPress={() => void call('guided.state', { step, done: false })}
        >
          {statementWords.takeBack}
        </Button>
      </div>
    </Note>
  );
}
