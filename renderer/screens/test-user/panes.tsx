import { isUnread, paneIds } from '../../../shared/verification';
import type { Finding, PaneFinding, PaneId, TestSnapshot } from '../../../shared/verification';
import { Details } from '../../components/details';
import { FindingView, findingTones } from '../../components/finding';
import { notRead } from '../../components/known-tone';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { testTones } from './test-tones';
import { words } from './words';

/** The first that a pane has is its state. */
const worstFirst: readonly Finding['level'][] = ['block', 'warn', 'unknown', 'ok'];

interface Shown {
  tone: Tone;
  text: string;
}

/** The five panes of the test: each with its state, what is wrong with a way on, and the evidence behind a disclosure. */
export function Panes({
  findings,
  result,
  isOld = false,
}: {
  findings: readonly PaneFinding[];
  result: TestSnapshot | null;
  /** Read before somebody was assigned: nothing of it is said of now. */
  isOld?: boolean;
}) {
  return (
    <ol className="runs">
      {paneIds.map((pane) => (
        <li key={pane} className="card">
          {pane === 'result' ? (
            <PaneHead pane={pane} shown={resultOf(result)} />
          ) : (
            <Pane pane={pane} findings={findings.filter((finding) => finding.pane === pane)} isOld={isOld} />
          )}
        </li>
      ))}
    </ol>
  );
}

function resultOf(test: TestSnapshot | null): Shown {
  if (test?.state === 'passed' && isUnread(test.rows)) return { tone: notRead, text: words.panes.unread };
  const state = test?.state ?? 'none';
  return { tone: testTones[state], text: words.panes.result[state] };
}

function stateOf(level: Finding['level'] | undefined, isOld: boolean): Shown {
  if (level === undefined) return { tone: 'grey', text: words.panes.notLooked };
  if (level === 'ok' && isOld) return { tone: notRead, text: words.panes.wasOk };
  return { tone: findingTones[level], text: words.check.levels[level] };
}

function PaneHead({ pane, shown: { tone, text } }: { pane: PaneId; shown: Shown }) {
  return (
    <h3 className="pane-head">
      {words.panes.names[pane]} <Toned tone={tone}>{text}</Toned>
    </h3>
  );
}

function Pane({ pane, findings, isOld }: { pane: PaneId; findings: readonly PaneFinding[]; isOld: boolean }) {
  const level = worstFirst.find((candidate) => findings.some((finding) => finding.level === candidate));
  const open = findings.filter((finding) => finding.level !== 'ok');
  const evidence = findings.filter((finding) => finding.level === 'ok');
  return (
    <>
      <PaneHead pane={pane} shown={stateOf(level, isOld)} />
      {open.map((finding) => (
        <div key={finding.text}>
          <FindingView finding={finding} levels={words.check.levels} />
        </div>
      ))}
      {evidence.length > 0 && (
        <Details title={words.panes.evidence(words.panes.names[pane])}>
          <ul className="bullets">
            {evidence.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}
