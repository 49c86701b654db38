import { assertNever } from '../../shared/errors';
import type { Change, ChangeRow, Plan } from '../../shared/setup';
import { Note } from './note';
import { Table } from './table';

type Verb = Change['verb'] | ChangeRow['verb'];

function verbWords(verb: Verb): { sign: string; word: string } {
  switch (verb) {
    case 'create':
    case 'add':
      return { sign: '+', word: 'Add' };
    case 'update':
    case 'change':
      return { sign: '~', word: 'Change' };
    case 'delete':
    case 'remove':
      return { sign: '−', word: 'Remove' };
    case 'keep':
      return { sign: '=', word: 'Keep' };
    default:
      return assertNever(verb);
  }
}

/** "412 people are assigned. Okta will push an update for each." */
export function pushWords(pushes: number): string | null {
  if (pushes === 0) return null;
  if (pushes === 1) return 'Okta will push one user to Oktopost because of this.';
  return `${pushes.toLocaleString('en')} people are assigned. Okta will push an update for each.`;
}

/** A plan as a table per change: what, now, after, and how it is taken back. */
export function PlanView({ plan }: { plan: Plan }) {
  return (
    <div className="stack">
      {plan.blockers.map((blocker) => (
        <Note key={blocker} tone="amber">
          <p>{blocker}</p>
        </Note>
      ))}
      {plan.changes.map((change) => (
        <ChangeView key={change.id} change={change} />
      ))}
      {plan.warnings.map((warning) => (
        <Note key={warning} tone="amber">
          <p>{warning}</p>
        </Note>
      ))}
    </div>
  );
}

function ChangeView({ change }: { change: Change }) {
  const { sign, word } = verbWords(change.verb);
  const pushes = pushWords(change.pushes);
  return (
    <article className="change">
      <div className="change-head">
        <h3>{change.title}</h3>
        <span className="muted">
          <span className="sign">{sign}</span>
          {word}
        </span>
      </div>
      {change.rows.length > 0 && (
        <Table caption={change.title} heads={['What', 'Now', 'After', 'Effect']} widths={[27, 24, 31, 18]}>
          {change.rows.map((row) => (
            <Row key={row.setting} row={row} />
          ))}
        </Table>
      )}
      {change.warnings.map((warning) => (
        <Note key={warning} tone="amber">
          <p>{warning}</p>
        </Note>
      ))}
      {pushes !== null && (
        <Note tone="blue">
          <p>{pushes}</p>
        </Note>
      )}
      <p className="hint">Taking it back: {change.undo}</p>
    </article>
  );
}

function Row({ row: { setting, now, after, verb, note } }: { row: ChangeRow }) {
  const { sign, word } = verbWords(verb);
  return (
    <tr>
      <th scope="row">{setting}</th>
      <td>
        <Value value={now} />
      </td>
      <td>
        <Value value={after} />
        {note !== null && <p className="hint">{note}</p>}
      </td>
      <td>
        <span className="sign" aria-hidden>
          {sign}
        </span>
        {word}
      </td>
    </tr>
  );
}

function Value({ value }: { value: string | null }) {
  return value === null ? <span className="muted">nothing</span> : <code>{value}</code>;
}

/** True when applying the plan writes anything to Okta. */
export function hasWork({ changes }: Plan): boolean {
  return changes.some(({ verb }) => verb !== 'keep');
}
