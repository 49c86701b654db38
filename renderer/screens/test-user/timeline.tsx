import type { TimelineEntry } from '../../../shared/verification';
import { Toned } from '../../components/note';
import { Section } from '../../components/section';
import { clockTime, span } from '../../components/time';
import { words } from './words';

/** System Log entries arrive later than what the assistant saw itself. */
const inOrder = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  [...entries].sort((a, b) => a.at.localeCompare(b.at));

/** Of app user, System Log and Oktopost together, each with the time since the assignment. */
export function Timeline({
  entries,
  assignedAt,
}: {
  entries: readonly TimelineEntry[];
  assignedAt: string | null;
}) {
  return (
    <Section title={words.timeline.title}>
      {assignedAt !== null && <p className="hint">{words.timeline.usual}</p>}
      {entries.length === 0 && <p className="muted">{words.timeline.empty}</p>}
      <ol className="timeline">
        {inOrder(entries).map(({ at, source, text, failed, eventId }) => (
          <li key={`${at} ${source} ${text}`} className="moment">
            <time dateTime={at} className="muted">
              {clockTime(at)}
              {assignedAt !== null && (
                <span className="elapsed">
                  {words.timeline.after(span(Date.parse(at) - Date.parse(assignedAt)))}
                </span>
              )}
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
    </Section>
  );
}
