import { Check, Clock, Eye, EyeOff, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { assertNever } from '../../shared/errors';
import type { Guided, GuidedStepId } from '../../shared/setup';
import { useApp, usePending, useSnapshot } from '../store/context';
import { Ago, Until } from './ago';
import { Button, OutsideLink } from './button';
import { ValueList } from './copy';
import type { ValueRow } from './copy';
import { Details } from './details';
import { ErrorCard } from './error-card';
import { Note, Toned } from './note';
import type { Tone } from './note';
import { ContinueButton, Screen } from './screen';
import { Section } from './section';
import { dateTime } from './time';

/** What a guided step says about its own state. */
export interface GuidedWords {
  title: string;
  lead: string;
  /** The way through Okta's pages, by Okta's own labels. */
  path: readonly string[];
  link: string;
  actions: readonly string[];
  missing: { title: string; lines: readonly string[] };
  known: Record<Guided['known'], string>;
}

interface Props {
  step: GuidedStepId;
  words: GuidedWords;
  href: string | null;
  values: readonly ValueRow[];
  /** Rows of the list that are no plain value. */
  moreValues?: ReactNode;
  /** What comes before the way by hand. */
  before?: ReactNode;
}

/** A step that is done by hand in Okta: where, what, in which order, and what Okta shows of it. */
export function GuidedScreen({ step, words, href, values, moreValues, before }: Props) {
  const guided = useSnapshot().guided[step];
  return (
    <Screen
      id={step}
      title={words.title}
      lead={words.lead}
      state={stateWords(guided, words)}
      primary={<ContinueButton from={step} />}
    >
      {before}
      <Section title="Where">
        <ol className="path">
          {words.path.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ol>
        {href === null ? (
          <p className="hint">The link is known once there is an app integration.</p>
        ) : (
          <div className="actions">
            <OutsideLink href={href} look="button">
              {words.link}
            </OutsideLink>
          </div>
        )}
      </Section>
      <Section title="What to do">
        <ol className="numbers">
          {words.actions.map((action) => (
            <li key={action}>{action}</li>
          ))}
        </ol>
      </Section>
      <Section title="Values">
        <ValueList rows={values}>{moreValues}</ValueList>
      </Section>
      <Details title={words.missing.title}>
        {words.missing.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Details>
      <Section title="What Okta shows">
        <Known step={step} guided={guided} words={words} />
      </Section>
    </Screen>
  );
}

/** The state of a guided step in one sentence, for the bar. */
export function stateWords({ known, statedAt }: Guided, words: Pick<GuidedWords, 'known'>): string {
  if (known !== 'read-back' && known !== 'lost' && statedAt !== null) return 'You said that this is done.';
  return words.known[known];
}

function look(known: Guided['known']): { tone: Tone; icon: LucideIcon } {
  switch (known) {
    case 'read-back':
      return { tone: 'green', icon: Check };
    case 'not-looked':
      return { tone: 'grey', icon: Eye };
    case 'not-yet':
      return { tone: 'amber', icon: Clock };
    case 'cannot-be-read':
      return { tone: 'grey', icon: EyeOff };
    case 'lost':
      return { tone: 'red', icon: TriangleAlert };
    default:
      return assertNever(known);
  }
}

function Known({ step, guided, words }: { step: GuidedStepId; guided: Guided; words: GuidedWords }) {
  const call = useApp((state) => state.call);
  const looking = usePending('guided.lookNow');
  const stating = usePending('guided.state');
  const { tone, icon } = look(guided.known);
  return (
    <div className="card">
      <p>
        <Toned tone={tone} icon={icon}>
          {words.known[guided.known]}
        </Toned>
        {guided.lastLookAt !== null && (
          <span className="muted">
            {' '}
            Read <Ago at={guided.lastLookAt} />.
          </span>
        )}
        {guided.watching && guided.nextLookAt !== null && (
          <span className="muted">
            {' '}
            Next look <Until at={guided.nextLookAt} />.
          </span>
        )}
      </p>
      {guided.evidence.length > 0 && (
        <ul className="evidence" aria-label="What was read">
          {guided.evidence.map((line) => (
            <li key={line}>
              <code>{line}</code>
            </li>
          ))}
        </ul>
      )}
      {step !== 'connection' && (
        <div className="actions">
          <Button isPending={looking} onPress={() => void call('guided.lookNow', { step })}>
            Look now
          </Button>
        </div>
      )}
      {guided.error !== null && (
        <ErrorCard error={guided.error} onRetry={() => void call('guided.lookNow', { step })} />
      )}
      {guided.known !== 'read-back' && (
        <Stated
          step={step}
          guided={guided}
          pending={stating}
          say={(done) => void call('guided.state', { step, done })}
        />
      )}
    </div>
  );
}

function Stated({
  step,
  guided,
  pending,
  say,
}: {
  step: GuidedStepId;
  guided: Guided;
  pending: boolean;
  say: (done: boolean) => void;
}) {
  if (guided.statedAt !== null) {
    return (
      <Note tone="green">
        <p>You said on {dateTime(guided.statedAt)} that this is done. The test user will prove it.</p>
        <div className="actions">
          <Button
            kind="small"
            isPending={pending}
            onPress={() => {
              say(false);
            }}
          >
            Take it back
          </Button>
        </div>
      </Note>
    );
  }
  return (
    <div className="actions">
      <Button
        kind={step === 'connection' ? 'primary' : 'plain'}
        isPending={pending}
        onPress={() => {
          say(true);
        }}
      >
        I’ve done it
      </Button>
      <span className="hint">
        {guided.known === 'cannot-be-read'
          ? 'It counts as stated by you, and can be taken back.'
          : 'Only if you saved it and Okta does not show it here: it counts as stated by you, not as read.'}
      </span>
    </div>
  );
}
