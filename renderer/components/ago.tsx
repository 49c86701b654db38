import { ago, dateTime, span, useNow } from './time';

/** `12 s ago`, kept up to date; the whole time as a tooltip. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={dateTime(at)}>
      {ago(at, now)}
    </time>
  );
}

/** `34 s` until a time, or since one. */
export function Span({ since, until }: { since?: string; until?: string }) {
  const now = useNow();
  if (until !== undefined) return <>{span(Date.parse(until) - now + 999)}</>;
  return since === undefined ? null : <>{span(now - Date.parse(since))}</>;
}
