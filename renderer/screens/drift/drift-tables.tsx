import type { ReactNode } from 'react';
import type { DriftCheck, DriftRow } from '../../../shared/drift';
import { isAsExpected, isWrongAsThen } from '../../../shared/drift-words';
import { localTimes } from '../../../shared/local-times';
import { fromTo } from '../../../shared/logged-change';
import type { LoggedChange } from '../../../shared/logged-change';
import { labelOf, shownValue } from '../../../shared/settings';
import { assertNever } from '../../../shared/errors';
import type { KnownBy } from '../../../shared/summary';
import { Breaking, Code } from '../../components/code';
import { Details } from '../../components/details';
import { notRead, readRight, readWrong } from '../../components/known-tone';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { Who } from '../../components/who';
import { words } from './words';

function toneOfRow(row: DriftRow): Tone {
  const { state } = row;
  switch (state) {
    case 'same':
      return isAsExpected(row) ? readRight : notRead;
    case 'drift':
      return readWrong;
    case 'cannot-be-read':
      return notRead;
    default:
      return assertNever(state);
  }
}

/** Settings that were compared: expected beside actual, and who changed it. */
export function Rows({ caption, rows }: { caption: string; rows: readonly DriftRow[] }) {
  return (
    <Table caption={caption} heads={words.heads} widths={[22, 23, 20, 35]}>
      {rows.map((row) => {
        const { setting, actual, state } = row;
        return (
          <Row key={setting} row={row}>
            <td>
              {actual === null ? (
                <span className="muted">{words.notShown}</span>
              ) : (
                <Code>{shownValue(setting, actual)}</Code>
              )}
            </td>
            <td>
              <Toned tone={toneOfRow(row)}>
                {row.left !== null
                  ? words.asItWasLeft
                  : isWrongAsThen(row)
                    ? words.asThen
                    : words.states[state]}
              </Toned>
              <Said of={row} />
            </td>
          </Row>
        );
      })}
    </Table>
  );
}

/** A setting and what was expected of it, before the other cells of its row. */
function Row({ row: { setting, expected }, children }: { row: DriftRow; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{labelOf(setting)}</th>
      <td>
        <Code>{shownValue(setting, expected)}</Code>
      </td>
      {children}
    </tr>
  );
}

/** Who changed it, and what else there is to say. */
function Said({ of: { change, note } }: { of: DriftRow }) {
  return (
    <>
      {change !== null && (
        <p>
          <Breaking>{changeWords(change)}</Breaking>
        </p>
      )}
      {note !== null && <p>{localTimes(note)}</p>}
    </>
  );
}

const changeWords = ({ who, at, from, to }: LoggedChange): string =>
  words.change(who, dateTime(at), fromTo({ from, to }));

/** Settings that cannot be compared: who proved or stated them last, and when. */
export function Unread({ rows }: { rows: readonly DriftRow[] }) {
  return (
    <Table caption={words.unread} heads={words.unreadHeads} widths={[24, 29, 47]}>
      {rows.map((row) => {
        const { setting, actual, known } = row;
        return (
          <Row key={setting} row={row}>
            <td>
              <Breaking>
                {actual === null ? lastKnown(known) : words.now(shownValue(setting, actual))}
              </Breaking>
              <Said of={row} />
            </td>
          </Row>
        );
      })}
    </Table>
  );
}

function lastKnown(known: KnownBy): string {
  switch (known.how) {
    case 'proven-by-test':
      return words.known.proven(known.user, dateTime(known.at));
    case 'proven-by-life-cycle':
      return words.known.provenByLife(known.user, dateTime(known.at));
    case 'proven-by-push':
      return words.known.provenByPush(known.user, dateTime(known.at));
    case 'stated':
      return words.known.stated(known.by, dateTime(known.at));
    case 'read-in-log':
      return words.known.inLog(known.by, dateTime(known.at));
    case 'read-back':
      return words.known.read(dateTime(known.at));
    case 'unknown':
      return words.known.unknown;
    default:
      return assertNever(known);
  }
}

/** Who changed the app integration since then, by Okta's System Log; null: the log could not be read. */
export function Changes({ changedBy, since }: Pick<DriftCheck, 'changedBy'> & { since: string }) {
  const said = words.changedBy;
  if (changedBy === null) return <p className="muted">{said.unread}</p>;
  if (changedBy.length === 0) return <p className="muted">{said.none(dateTime(since))}</p>;
  const title = said.title(changedBy.length, dateTime(since));
  return (
    <Details title={title}>
      <Table caption={title} heads={said.heads} widths={[20, 24, 32, 24]}>
        {changedBy.map(({ at, who, what, eventId }) => (
          <tr key={eventId}>
            <td>{dateTime(at)}</td>
            <td>
              <Who>{who}</Who>
            </td>
            <td>{what}</td>
            <td>
              <code>{eventId}</code>
            </td>
          </tr>
        ))}
      </Table>
    </Details>
  );
}
