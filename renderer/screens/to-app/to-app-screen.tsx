import { useState } from 'react';
import { isRunning } from '../../../shared/at-work';
import { authenticate, toAppOptions } from '../../../shared/oktopost';
import { Answer } from '../../components/answer';
import { AskOkta } from '../../components/ask-okta';
import { CutOff } from '../../components/cut-off';
import { Details } from '../../components/details';
import { GuidedScreen } from '../../components/guided-screen';
import { Note } from '../../components/note';
import { RequestedPlan } from '../../components/requested-plan';
import { RunView } from '../../components/run-view';
import { Section } from '../../components/section';
import { NoToAppDrawing, ToAppDrawing } from '../../drawings/to-app';
import { useRun, useSnapshot, useTarget } from '../../store/context';
import { usePlanOnRequest } from '../../store/use-plan';
import { words } from './words';

export function ToAppScreen() {
  const kind = useTarget()?.app ?? 'custom';
  const { links, app, label, guided, toAppByApi } = useSnapshot();
  const { actions, leaveOff, missing } = words;
  const { known, statedAt } = guided['to-app'];
  const refused =
    toAppByApi === 'refused' && statedAt === null && (known === 'cannot-be-read' || known === 'not-looked');
  return (
    <GuidedScreen
      step="to-app"
      words={words}
      href={links.oktaToApp}
      drawing={
        <ToAppDrawing
          alt={words.drawing}
          label={app?.label ?? label}
          boxes={toAppOptions}
          leaveOff={leaveOff.label}
        />
      }
      actions={[
        { text: actions.open },
        { text: actions.tick, boxes: [...boxes, { ...leaveOff, on: false }] },
        { text: actions.save },
      ]}
      missing={missing.title}
      after={
        <>
          <CutOff screen="to-app" />
          <Attempt />
        </>
      }
      state={refused ? words.attempt.refusedShort : undefined}
    >
      <NoToAppDrawing
        alt={missing.drawing}
        settings={kind === 'custom' ? 'SCIM Connection' : authenticate.enable}
      />
      <ul className="bullets">
        {missing.lines[kind].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {kind === 'custom' && <AskOkta missing={missing.ask} afterScim />}
    </GuidedScreen>
  );
}

const boxes = toAppOptions.map((label) => ({ label, on: true }));

/** The single attempt by API with its plan, on request: the manual steps are the usual way. */
function Attempt() {
  const { toAppByApi, guided } = useSnapshot();
  const run = useRun('to-app');
  const [sent, setSent] = useState(false);
  // A preview that is open shows the boxes as Okta shows them now.
  const preview = usePlanOnRequest({ kind: 'to-app' }, String(guided['to-app'].evidence));

  if (run !== null && isRunning(run)) {
    return (
      <Section title={words.attempt.title}>
        <RunView run={run} />
      </Section>
    );
  }
  const { known, statedAt } = guided['to-app'];
  // Once the boxes are ticked, there is nothing to tick by hand.
  if (toAppByApi === 'refused' && (known === 'read-back' || statedAt !== null)) return null;
  if (toAppByApi !== 'not-tried') {
    const answer = (
      <Note tone="grey">
        <p>{words.attempt[toAppByApi]}</p>
      </Note>
    );
    return sent ? <Answer>{answer}</Answer> : answer;
  }
  if (known === 'read-back') return null;
  return (
    <Details title={words.attempt.title} open={run !== null}>
      {/* The plan has a warning of the same words. */}
      {preview.plan === null && <p>{words.attempt.text}</p>}
      {run !== null && <RunView run={run} />}
      <RequestedPlan
        preview={preview}
        names={words.attempt.names}
        onSent={() => {
          setSent(true);
        }}
      />
    </Details>
  );
}
