import { Fragment } from 'react';
import {
  allWarnings,
  blastRadius,
  irreversibleTitle,
  isNotShown,
  pushWords,
  verbWords,
} from '../../shared/plan-words';
import { Downloads } from './downloads';
import { fold } from './alike';
import { Blockers } from './blockers';
import { Breaking, Code } from './code';
import { Details } from './details';
import { Note } from './note';
import { useApp, useSnapshot } from '../store/context';
import { readBackWords } from '../words/read-back';
import { planWords as words } from '../words/plan';
import { useShownSome } from './shown-some';
import { Table } from './table';
import { localTimes } from '../../shared/local-times';
import { labelWithin, shownValue } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { Change, ChangeRow, Plan } from '../../shared/plan';

/** Changes shown at first. Of a set-up that came from a file all are, as far as a page can hold them. */
const firstShown = { here: 12, fromFile: 1000 };

/** A plan: blockers, scope in numbers, warnings, each change with its values now and after, and what is already up to date. */
export function PlanView({ plan }: { plan: Plan }) {
  const { changes } = plan;
  const { fromFile } = useSnapshot();
  const writes = changes.filter(({ verb }) => verb !== 'keep');
  const { shown, more } = useShownSome(writes, fromFile ? firstShown.fromFile : firstShown.here);
  const kept = changes.filter(({ verb }) => verb === 'keep');
  const irreversibleEffect = changes.flatMap((change) =>
    change.irreversibleEffect === null ? [] : [change.irreversibleEffect],
  );
  return (
    <div className="stack">
      <Blockers plan={plan} />
      {changes.length > 0 && (
        <dl className="facts">
          {blastRadius(plan).map(([label, value]) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
          {irreversibleEffect.length > 0 && (
            <>
              <dt>{irreversibleTitle}</dt>
              <dd>{irreversibleEffect.join(' ')}</dd>
            </>
          )}
        </dl>
      )}
      {allWarnings(plan).map((warning) => (
        <Note key={warning} tone="amber">
          <p>{warning}</p>
        </Note>
      ))}
      {plan.notes.length > 0 && (
        <Details title={words.notes(plan.notes.length)}>
          {plan.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Details>
      )}
      {shown.map((change) => (
        <ChangeView key={change.id} change={change} />
      ))}
      {more}
      {kept.length > 0 && (
        <ul className="bullets" aria-label={words.kept}>
          {kept.map(({ id, title }) => (
            <li key={id}>
              <span className="sign" aria-hidden>
                =
              </span>{' '}
              {title}
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && <PlanExport planId={plan.id} rows={changes.length} />}
    </div>
  );
}

/** For a change ticket, before the plan is approved. */
function PlanExport({ planId, rows }: { planId: string; rows: number }) {
  const call = useApp((state) => state.call);
  const { shell } = useSnapshot().assistant;
  return (
    <Details title={words.export}>
      <Downloads
        name="plan.export"
        formats={words.exportFormats(shell)}
        take={(format) => call('plan.export', { planId, format })}
        rows={rows}
      />
    </Details>
  );
}

/** One change with its values now and after, and how it is undone. */
export function ChangeView({ change }: { change: Change }) {
  const { sign, word } = verbWords(change.verb);
  // Of an update each row says it.
  const rowsSay = change.verb === 'update' && change.rows.length > 0;
  // The numbers above already say it of one user.
  const pushes = change.pushes > 1 ? pushWords(change.pushes) : null;
  return (
    <article className="change">
      <div className="change-head">
        <h3>{change.title}</h3>
        {!rowsSay && (
          <span className="muted">
            <span className="sign">{sign}</span>
            {word}
          </span>
        )}
      </div>
      {change.rows.length > 0 && <Rows change={change} />}
      {pushes !== null && (
        <Note tone="blue">
          <p>{pushes}</p>
        </Note>
      )}
      <p className="hint">
        {words.undo} {change.undo}
      </p>
    </article>
  );
}

/** Something new has no values before, and no column for them. */
function Rows({ change: { title, verb: does, rows } }: { change: Change }) {
  if (does === 'create' && rows.every(({ now, verb }) => now === null && verb === 'add')) {
    return <New title={title} rows={rows} />;
  }
  const { alike, others } = fold(rows, (row) => (row.verb === 'remove' ? row.after : null));
  return (
    <>
      {others.length > 0 && <RowTable caption={title} rows={others} />}
      {alike.map(([after, group]) => {
        const line = words.removed(group.length, after);
        return (
          <Details key={after} title={line}>
            <RowTable caption={line} rows={group} />
          </Details>
        );
      })}
    </>
  );
}

/** Of a new app integration, what differs from one set-up to another. */
const chosen: readonly SettingId[] = ['app.name', 'sign-on.acs-url', 'sign-on.relay-state'];
/** More settings than this of something new are shown on request. */
const newAtMost = 6;

function New({ title, rows }: { title: string; rows: readonly ChangeRow[] }) {
  if (rows.length <= newAtMost) return <NewTable caption={title} rows={rows} />;
  const first = rows.filter(({ setting }) => chosen.includes(setting));
  const others = rows.filter((row) => !first.includes(row));
  const more = words.otherSettings(others.length);
  return (
    <>
      {first.length > 0 && <NewTable caption={title} rows={first} />}
      <Details title={more}>
        <NewTable caption={more} rows={others} />
      </Details>
    </>
  );
}

function NewTable({ caption, rows }: { caption: string; rows: readonly ChangeRow[] }) {
  return (
    <Table caption={caption} heads={words.newHeads} widths={[35, 65]}>
      {rows.map((row) => (
        <tr key={row.setting}>
          <th scope="row">{labelWithin(row.setting)}</th>
          <After row={row} />
        </tr>
      ))}
    </Table>
  );
}

function RowTable({ caption, rows }: { caption: string; rows: readonly ChangeRow[] }) {
  return (
    <Table caption={caption} heads={words.heads} widths={[25, 29, 29, 17]}>
      {rows.map((row) => (
        <Row key={row.setting} row={row} />
      ))}
    </Table>
  );
}

function After({ row: { setting, after, note } }: { row: ChangeRow }) {
  return (
    <td>
      <Value setting={setting} value={after} />
      {note !== null && (
        <p className="hint">
          <Breaking>{localTimes(note)}</Breaking>
        </p>
      )}
    </td>
  );
}

function Row({ row }: { row: ChangeRow }) {
  const { setting, now, verb } = row;
  const { sign, word } = verbWords(verb);
  return (
    <tr>
      <th scope="row">{labelWithin(setting)}</th>
      <td>
        {isNotShown(row) ? (
          <span className="muted">{readBackWords.checks.notReported}</span>
        ) : (
          <Value setting={setting} value={now} />
        )}
      </td>
      <After row={row} />
      <td>
        <span className="sign" aria-hidden>
          {sign}
        </span>
        {word}
      </td>
    </tr>
  );
}

function Value({ setting, value }: { setting: SettingId; value: string | null }) {
  if (value === null) return <span className="muted">{words.nothing}</span>;
  return <Code>{shownValue(setting, value)}</Code>;
}

/** True when applying the plan writes anything to Okta. */
export function hasWork({ changes }: Plan): boolean {
  return changes.some(({ verb }) => verb !== 'keep');
}
