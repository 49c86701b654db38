import { isDoubt } from '../../../shared/connection-doubt';
import { byHand, groupedByStep } from '../../../shared/left-to-do';
import type { LeftItem } from '../../../shared/left-to-do';
import { localTimes } from '../../../shared/local-times';
import { labelOf } from '../../../shared/settings';
import type { Summary } from '../../../shared/summary';
import { afterwards } from '../../../shared/summary-verdict';
import { Button, OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { GoToLifeCycle } from '../../components/go-to-life-cycle';
import { Note, Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { date } from '../../components/time';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words as common } from '../../words/common';
import { statementWords } from '../../words/statement';
import { stepNames } from '../../../shared/step-names';
import { words } from './words';
import { statedRows } from '../../../shared/stated';
import { toneOf, readWrong } from '../../components/known-tone';

const tones: Record<LeftItem['kind'], Tone> = { fault: readWrong, open: 'blue', reminder: 'grey' };

interface Props {
  summary: Pick<Summary, 'left' | 'stated' | 'settings' | 'made' | 'signOn'>;
  /** After the admin stated something: the summary is to be read again. */
  onStated: () => void;
}

/**
 * What is still to do, by step, the worst first, reminders folded as long as there is more; once nothing is, that it is done and
 * what to do in a month.
 */
export function LeftPart({ summary, onStated }: Props) {
  const { left: said } = words;
  const left = summary.left.map((item) => ({ ...item, text: localTimes(item.text) }));
  const stated = statedRows(summary).map((row) => ({ ...row, text: localTimes(row.text) }));
  const reminders = left.filter(({ kind }) => kind === 'reminder');
  const urgent = left.filter(({ kind }) => kind !== 'reminder');
  return (
    <Section title={left.length === 0 ? said.done : said.title}>
      {left.length === 0 ? (
        <>
          <Note tone={toneOf({ how: stated.length > 0 ? 'stated' : 'read', right: true })}>
            <p>{said.nothing}</p>
          </Note>
          <h3>{said.afterwards}</h3>
          <Afterwards summary={summary} />
        </>
      ) : (
        <Groups items={urgent} onStated={onStated} />
      )}
      {reminders.length > 0 && (
        // Opened anew once they are all that is left.
        <Details
          key={String(urgent.length === 0)}
          title={said.reminders(reminders.length)}
          open={urgent.length === 0}
        >
          <Groups items={reminders} onStated={onStated} />
        </Details>
      )}
      {left.length > 0 && (
        <Details title={said.afterwards}>
          <Afterwards summary={summary} />
        </Details>
      )}
      {stated.length > 0 && <StatedPart stated={stated} onStated={onStated} />}
    </Section>
  );
}

function Afterwards({ summary }: Pick<Props, 'summary'>) {
  return (
    <ul className="bullets" aria-label={words.left.afterwards}>
      {afterwards(summary, date).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Groups({ items, onStated }: { items: readonly LeftItem[]; onStated: () => void }) {
  return groupedByStep(items).map(([step, ofStep]) => (
    <Group key={step} step={step} items={ofStep} onStated={onStated} />
  ));
}

function Group({
  step,
  items,
  onStated,
}: {
  step: LeftItem['step'];
  items: readonly LeftItem[];
  onStated: () => void;
}) {
  const go = useApp((state) => state.go);
  // Whom a rollout is to assign is chosen above; a fault of its people is repaired below that.
  const isRepair = step === 'rollout' && items.some(({ kind }) => kind === 'fault');
  return (
    <div className="card">
      <h3>{step === null ? byHand : stepNames[step]}</h3>
      <ul className="left-items">
        {items.map((item) => (
          <li key={item.text}>
            <Toned tone={tones[item.kind]}>{item.text}</Toned>
            {isDoubt(item) && item.settings.length > 1 && (
              <span className="muted">{item.settings.map((setting) => labelOf(setting)).join(', ')}</span>
            )}
            <ItemActions item={item} onStated={onStated} />
          </li>
        ))}
      </ul>
      {step !== null && (
        <div className="actions">
          {step === 'life-cycle' ? (
            <GoToLifeCycle />
          ) : (
            <Button onPress={() => void go(step, isRepair ? 'repair' : undefined)}>
              {common.error.goTo(stepNames[step])}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function ItemActions({ item, onStated }: { item: LeftItem; onStated: () => void }) {
  const { link, statement, text } = item;
  const { named } = common;
  const { links } = useSnapshot();
  // Made by main from the address that the admin confirmed; what a summary holds is only shown.
  const href = link === null ? null : links[link.place];
  if (href === null && statement === null) return null;
  return (
    <div className="actions">
      {link !== null && href !== null && (
        <OutsideLink href={href} label={named(words.left.open[link.place], text)}>
          {words.left.open[link.place]}
        </OutsideLink>
      )}
      {statement !== null && (
        <State id={statement} of={text} done looked={isLook(item)} onStated={onStated} />
      )}
    </div>
  );
}

/** Of what was read or measured otherwise, what can be stated is that it was changed since. */
const isLook = (item: LeftItem): boolean =>
  item.kind !== 'fault' &&
  (isDoubt(item) || ['setting:', 'account='].some((about) => item.statement?.startsWith(about) === true));

/** States it, or takes it back. */
function State({
  id,
  of,
  done,
  looked = false,
  onStated,
}: {
  id: string;
  /** What is stated, in words. */
  of: string;
  done: boolean;
  /** What is stated was looked at, not done. */
  looked?: boolean;
  onStated: () => void;
}) {
  const call = useApp((state) => state.call);
  const pending = usePending('summary.state');
  const state = async (): Promise<void> => {
    const { ok } = await call('summary.state', { id, done });
    if (ok) onStated();
  };
  const name = !done ? statementWords.takeBack : looked ? statementWords.looked : words.left.isDone;
  return (
    <Button kind="small" aria-label={common.named(name, of)} isPending={pending} onPress={() => void state()}>
      {name}
    </Button>
  );
}

/** An admin’s word, never shown as read. */
function StatedPart({ stated, onStated }: { stated: ReturnType<typeof statedRows>; onStated: () => void }) {
  return (
    <Details title={words.left.stated(stated.length)}>
      <ul className="left-items">
        {stated.map(({ id, text, by, at }) => (
          <li key={id ?? text}>
            <span>
              {text} {at !== null && <span className="muted">{statementWords.stated(by, at)}</span>}
            </span>
            {id !== null && (
              <div className="actions">
                <State id={id} of={text} done={false} onStated={onStated} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Details>
  );
}
