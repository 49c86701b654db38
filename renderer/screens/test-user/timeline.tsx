import type { TimelineEntry } from '../../../shared/verification';
import { Details } from '../../components/details';
import { Toned } from '../../components/note';
import { Section } from '../../components/section';
import { clockTime, span } from '../../components/time';
import { words } from './words';

/** System Log entries arrive later than what the assistant saw itself. */
const inOrder = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  [...entries].sort((a, b) => a.at.localeCompare(b.at));

interface Props {
  entries: readonly TimelineEntry[];
  assignedAt: string | null;
  unassignedAt: string | null;
}

/** What an entry's time counts from: the write before it. */
const beganAt = (at: string, { assignedAt, unassignedAt }: Omit<Props, 'entries'>): string | null =>
  unassignedAt !== null && at >= unassignedAt ? unassignedAt : assignedAt;

/** Of app user, System Log and Oktopost together, each with the time since the assignment or unassignment. `closed`: the verdict is what matters at first. */
export function Timeline({ closed, ...parts }: Props & { closed: boolean }) {
  const { entries } = parts;
  const shown = <Entries {...parts} />;
  if (closed) return <Details title={words.timeline.count(entries.length)}>{shown}</Details>;
  return <Section title={words.timeline.title}>{shown}</Section>;
}

function Entries({ entries, ...began }: Props) {
  return (
    <>
      {began.assignedAt !== null && <p className="hint">{words.timeline.usual}</p>}
      {entries.length === 0 && <p className="muted">{words.timeline.empty}</p>}
      <ol className="timeline">
        {inOrder(entries).map(({ at, source, text, failed, eventId }) => (
          <li key={`${at} ${source} ${text}`} className="moment">
            <time dateTime={at} className="muted">
              {clockTime(at)}
              <Elapsed at={at} from={beganAt(at, began)} />
            </time>
            <span className="muted">{words.timeline.sources[source]}</span>
            <div>
              <p>{failed ? <Toned tone="red">{text}</Toned> : text}</p>
              {eventId !== null && (
                <p className="hint">
                  {words.timeline.event} <code>{eventId}</code>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Elapsed({ at, from }: { at: string; from: string | null }) {
  if (from === null) return null;
  return <span className="elapsed">{words.timeline.after(span(Date.parse(at) - Date.parse(from)))}</span>;
}
