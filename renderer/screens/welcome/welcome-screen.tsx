import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { openStep } from '../../../shared/screens';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { usePlanOnly } from '../../store/use-plan-only';
import { Comparison } from '../destination/comparison';
import { stepNames } from '../../../shared/step-names';
import { FilePart } from './opened-file';
import { words } from './words';

export function WelcomeScreen() {
  const { mode, rail } = useSnapshot();
  const go = useApp((state) => state.go);
  const open = openStep(rail);
  return (
    <Screen
      id="welcome"
      title={words.title}
      lead={words.lead}
      state={words.state[mode]}
      primary={
        mode !== 'unset' && (
          <Button kind="primary" onPress={() => void go(open)}>
            {words.resume.action}
          </Button>
        )
      }
    >
      {mode === 'unset' ? (
        <Choice />
      ) : (
        <Note tone="blue">
          <p>
            <strong>{words.resume[mode]}</strong> {words.resume.text} {words.resume.goesOn(stepNames[open])}
          </p>
          <p>{words.resume.other}</p>
        </Note>
      )}
      <Comparison />
      <Details title={words.needed.title}>
        <ul className="bullets">
          {words.needed.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </Details>
      <FilePart />
      <Section title={words.explain.title}>
        <p>{words.explain.text}</p>
        <div className="actions">
          <Button onPress={() => void go('explain')}>{words.explain.action}</Button>
        </div>
      </Section>
    </Screen>
  );
}

function Choice() {
  const call = useApp((state) => state.call);
  const pending = usePending('session.chooseMode', 'session.planOnly');
  const { practiceAvailable } = useSnapshot().assistant;
  const [only, turn] = usePlanOnly();
  return (
    <div className="pair">
      <div className="card">
        <h2>{words.practice.title}</h2>
        <p>{practiceAvailable ? words.practice.text : words.practice.missing}</p>
        <div className="actions">
          <Button
            kind="primary"
            isDisabled={!practiceAvailable}
            isPending={pending}
            onPress={() => void call('session.chooseMode', { mode: 'practice' })}
          >
            {words.practice.action}
          </Button>
        </div>
      </div>
      <div className="card">
        <h2>{words.real.title}</h2>
        <div className="stack">
          <p>{words.real.text}</p>
          <label className="plain-check">
            <input
              type="checkbox"
              checked={only}
              disabled={pending}
              onChange={({ target }) => {
                turn(target.checked);
              }}
            />
            {words.real.planOnly}
          </label>
        </div>
        <div className="actions">
          <Button isPending={pending} onPress={() => void call('session.chooseMode', { mode: 'real' })}>
            {words.real.action}
          </Button>
        </div>
      </div>
    </div>
  );
}
