import type { PeopleProgress } from '../../../shared/people';
import { Until } from '../../components/ago';
import { Section } from '../../components/section';
import { words } from './words';

/** How far both lists are, and what is known of the time that is left. */
export function Progress({ progress }: { progress: PeopleProgress }) {
  const { okta, oktopost, secondsLeft, perMinute, waitsUntil } = progress;
  return (
    <Section title={words.progress.title}>
      <dl className="facts">
        <dt>{words.progress.okta}</dt>
        <dd>{words.progress.of(okta)}</dd>
        {oktopost !== null && (
          <>
            <dt>{words.progress.oktopost}</dt>
            <dd>{words.progress.ofAccounts(oktopost)}</dd>
          </>
        )}
      </dl>
      {secondsLeft !== null && <p>{words.progress.left(secondsLeft)}</p>}
      {waitsUntil !== null && (
        <p>
          {words.progress.waits} <Until at={waitsUntil} />.
        </p>
      )}
      {perMinute !== null && <p className="muted">{words.progress.limit(perMinute)}</p>}
    </Section>
  );
}
