import type { RolloutBefore } from '../../../shared/saved-rollout';
import { Breaking } from '../../components/code';
import { Details } from '../../components/details';
import { useShownSome } from '../../components/shown-some';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { CoursePicture } from './course-picture';
import { words } from './words';

/** What the saved set-up tells of the rollout on the other computer: to read, and to choose by; nobody is assigned by it. */
export function BeforePart({ before: { by, at, licences, draft, rollout } }: { before: RolloutBefore }) {
  const { before } = words;
  const { shown, more } = useShownSome(rollout?.latest ?? [], 20);
  const drawn = rollout?.latest.findLast(({ course, people }) => course.length > 1 && people > 0);
  return (
    <Details title={before.title}>
      <p>{before.lead(by, dateTime(at))}</p>
      {licences !== null && <p>{before.licences(licences)}</p>}
      {draft !== null && (
        <ul aria-label={before.chosen}>
          {draft.groups.map(({ id, name }) => (
            <li key={id}>{before.group(name)}</li>
          ))}
          {draft.people.map(({ id, name, email }) => (
            <li key={id}>
              {name}{' '}
              <span className="muted">
                <Breaking>{email}</Breaking>
              </span>
            </li>
          ))}
          <li>{before.how(draft)}</li>
        </ul>
      )}
      {rollout !== null && (
        <>
          <p>{before.counts(rollout)}</p>
          {drawn !== undefined && <CoursePicture {...drawn} now={drawn} />}
          <Table caption={before.rings} heads={words.course.heads} widths={[30, 16, 16, 16, 22]}>
            {shown.map((ring) => (
              <tr key={ring.ring}>
                <th scope="row">{words.plan.ringOf(ring.ring, ring)}</th>
                <td>{ring.arrived}</td>
                <td>{ring.waiting}</td>
                <td>{ring.failed}</td>
                <td>{words.course.state(ring, rollout.state)}</td>
              </tr>
            ))}
          </Table>
          {more}
        </>
      )}
    </Details>
  );
}
