import { memo } from 'react';
import { ago, dateTime, span, useNow } from './time';
import { words } from '../words/common';

/** `12 s ago`, kept up to date; the full time as a tooltip. */
export const Ago = memo(function Ago({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={dateTime(at)}>
      {ago(at, now)}
    </time>
  );
});

/** `34 s` since a time. */
export function Since({ at }: { at: string }) {
  const now = useNow();
  return <>{span(now - Date.parse(at))}</>;
}

/** `in 34 s`, and `now` once the time has come. */
export function Until({ at }: { at: string }) {
  const now = useNow();
  const left = Date.parse(at) - now;
  return <>{left <= 0 ? words.time.now : words.time.until(span(left + 999))}</>;
}
