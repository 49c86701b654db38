import { pushWords, verbWords } from '../../shared/plan-words';
import type { Change, ChangeRow, Plan } from '../../shared/setup';
import { Downloads } from './downloads';
import { Note } from './note';
import { useApp } from '../store/context';
import { Table } from './table';

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
      {plan.changes.length > 0 && <PlanExport planId={plan.id} />}
    </div>
  );
}

const exportFormats = [
  ['markdown', 'Download plan as Markdown'],
  ['html', 'Download plan as HTML'],
] as const;

/** For a change ticket, before the plan is approved. */
function PlanExport({ planId }: { planId: string }) {
  const call = useApp((state) => state.call);
  return (
    <Downloads
      name="plan.export"
      formats={exportFormats}
      take={(format) => call('plan.export', { planId, format })}
    />
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
