import { destinations, regions } from '../../../shared/oktopost';
import { countsSentence } from '../../../shared/rollout-words';
import type { Summary } from '../../../shared/summary';
import { Details } from '../../components/details';
import { dateTime } from '../../components/time';
import { EvidencePart } from './evidence-part';
import { Export } from './export';
import { LeftPart } from './left-part';
import { NotShown, SettingsTables } from './settings-table';
import { ChangeLater, Revoke } from './revoke';
import { SignOnPart } from './sign-on-part';
import { TestPart } from './test-part';
import { statusName } from '../../../shared/status-name';
import { words } from './words';

interface Props {
  summary: Summary;
  onStated: () => void;
  /** Called with what was read for a file. */
  onRead: (summary: Summary) => void;
}

/** What is left to do, then the export, then every setting. */
export function SummaryShown({ summary, onStated, onRead }: Props) {
  const { about } = words;
  return (
    <>
      <LeftPart summary={summary} onStated={onStated} />
      <Export rows={summary.evidence.length} onRead={onRead} />
      <Revoke />
      <ChangeLater />
      <Details title={about.title}>
        <dl className="facts">
          <dt>{about.org}</dt>
          <dd>
            {summary.org.name !== null && `${summary.org.name} · `}
            <code>{summary.org.url}</code>
          </dd>
          <dt>{about.app}</dt>
          <dd>
            {summary.app.label} · {statusName(summary.app.status)} · <code>{summary.app.id}</code>
          </dd>
          <dt>{about.region}</dt>
          <dd>
            {destinations[summary.destination].name} · {regions[summary.region].name}
          </dd>
          <dt>{about.made}</dt>
          <dd>
            {dateTime(summary.made)}
            {summary.by !== null && ` · ${summary.by}`}
          </dd>
          {summary.people !== null && (
            <>
              <dt>{about.people}</dt>
              <dd>{about.peopleOf(summary.people)}</dd>
            </>
          )}
          {summary.rollout !== null && (
            <>
              <dt>{about.rollout}</dt>
              <dd>{countsSentence(summary.rollout)}</dd>
            </>
          )}
          <dt>{about.versions}</dt>
          <dd>{about.versionsOf(summary.versions)}</dd>
        </dl>
      </Details>
      <SettingsTables {...summary} />
      <NotShown {...summary} />
      <TestPart {...summary} />
      <SignOnPart signOn={summary.signOn} />
      <EvidencePart evidence={summary.evidence} systemLog={summary.systemLog} />
    </>
  );
}
