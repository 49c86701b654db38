import { Ago } from '../../components/ago';
import { OutsideLink } from '../../components/button';
import { ValueList } from '../../components/copy';
import { Details } from '../../components/details';
import { useShownSome } from '../../components/shown-some';
import { Action } from '../../components/guided-action';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { words as common } from '../../words/common';
import { readBackWords } from '../../words/read-back';
import { guidedWords } from '../../words/guided';
import { words } from './words';
import type { UndoByHand } from '../../../shared/plan';
import { notRead, readRight } from '../../components/known-tone';

const tones: Record<UndoByHand['known'], Tone> = {
  done: readRight,
  'not-yet': 'amber',
  'cannot-be-read': notRead,
};

/** What can only be undone in Okta's console: where, in which order, and what Okta shows of it. */
export function ByHand({
  steps,
  readAt,
  isAlone,
}: {
  steps: readonly UndoByHand[];
  readAt: string;
  /** No changes of the assistant come before. */
  isAlone: boolean;
}) {
  return (
    <Section title={words.byHand.title}>
      <p>{isAlone ? words.byHand.alone : words.byHand.text}</p>
      {steps.map(({ title, link, actions, known, evidence, values = [] }) => (
        <article key={title} className="change">
          <div className="change-head">
            <h3>{title}</h3>
            <Toned tone={tones[known]}>{words.byHand.known[known]}</Toned>
          </div>
          <ol className="guided-actions">
            {actions.map((action) => (
              <Action key={action} action={{ text: action }} />
            ))}
          </ol>
          {values.length > 0 && <Values values={values} />}
          {link !== null && (
            <div className="actions">
              <OutsideLink href={link} look="button" label={common.named(words.byHand.link, title)}>
                {words.byHand.link}
              </OutsideLink>
            </div>
          )}
          <Details title={guidedWords.evidence} label={common.named(guidedWords.evidence, title)}>
            <p>
              <code>{evidence}</code>
            </p>
            <p className="hint">
              {readBackWords.look.read} <Ago at={readAt} />.
            </p>
          </Details>
        </article>
      ))}
    </Section>
  );
}

function Values({ values }: { values: NonNullable<UndoByHand['values']> }) {
  const { shown, more } = useShownSome(values);
  return (
    <>
      <ValueList rows={shown.map((value) => ({ ...value, copy: true }))} />
      {more}
    </>
  );
}
