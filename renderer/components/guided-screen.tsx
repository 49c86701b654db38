import type { ReactNode } from 'react';
import { firstSentence } from '../../shared/first-sentence';
import { useSnapshot } from '../store/context';
import { OutsideLink } from './button';
import { Details } from './details';
import { Action } from './guided-action';
import type { GuidedAction } from './guided-action';
import { isPartProven, Known, knownWords } from './guided-known';
import { GuidedPrimary } from './guided-primary';
import { Screen } from './screen';
import { Section } from './section';
import { guidedWords } from '../words/guided';
import type { GuidedWords } from '../words/guided';
import type { Guided, GuidedStepId } from '../../shared/screens';

interface Props {
  step: GuidedStepId;
  words: GuidedWords;
  href: string | null;
  /** Okta's page as the admin sees it, with the numbered actions marked. */
  drawing: ReactNode;
  actions: readonly GuidedAction[];
  /** Title of the troubleshooting part; its content is the children. */
  missing: string;
  children: ReactNode;
  /** Another way, after the manual steps. */
  after?: ReactNode;
  /** Overrides the status in the bar. */
  state?: string | undefined;
}

/** A step that the admin does in Okta: where, what, in which order, and what Okta shows of it. */
export function GuidedScreen({
  step,
  words,
  href,
  drawing,
  actions,
  missing,
  after,
  state,
  children,
}: Props) {
  const guided = useSnapshot().guided[step];
  // What stands in the way comes first; all that Okta shows is said in one place.
  const needsLook = guided.known === 'lost' || guided.finding !== null;
  const known = <Known key="known" step={step} guided={guided} words={words} />;
  return (
    <Screen
      id={step}
      title={words.title}
      lead={words.lead}
      state={state ?? stateWords(step, guided, words)}
      primary={<GuidedPrimary step={step} />}
    >
      {needsLook && known}
      <Section title={guidedWords.title}>
        <div className="actions">
          {href === null ? (
            <p className="hint">{guidedWords.noLink}</p>
          ) : (
            <OutsideLink href={href} look="button">
              {words.link}
            </OutsideLink>
          )}
          <ol className="path">
            {words.path.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ol>
        </div>
        <figure>
          {drawing}
          <figcaption className="hint">{guidedWords.simplified}</figcaption>
        </figure>
        <ol className="guided-actions">
          {actions.map((action) => (
            <Action key={action.text} action={action} />
          ))}
        </ol>
      </Section>
      {!needsLook && known}
      {after}
      <Details title={missing}>
        {children}
        <p>{guidedWords.menu}</p>
      </Details>
    </Screen>
  );
}

/** The state of a guided step in one sentence, for the bar. */
export function stateWords(step: GuidedStepId, guided: Guided, words: Pick<GuidedWords, 'known'>): string {
  const { known, statedAt, finding } = guided;
  if (isPartProven(step, guided)) return guidedWords.partProven;
  if (known !== 'read-back' && known !== 'lost' && statedAt !== null) return guidedWords.stated;
  // The whole cause stands on the screen.
  return known === 'lost' && finding !== null ? firstSentence(words.known.lost) : knownWords(guided, words);
}
