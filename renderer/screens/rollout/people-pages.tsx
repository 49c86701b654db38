import { useState } from 'react';
import type { PersonState } from '../../../shared/rollout';
import { Breaking } from '../../components/code';
import { Pages } from '../../components/pages';
import { useKept } from '../../store/use-kept';
import { useQuery } from '../../store/use-query';

/** Rows of one page. */
export const pageSize = 50;

interface Props {
  of: 'skipped' | 'rollout';
  state: PersonState | null;
  /** Changes when other people may be meant. */
  version: string;
}

/** People of all rings with a note each, page by page. */
export function PeoplePages({ of, state, version }: Props) {
  const [from, setFrom] = useState(0);
  const { value } = useQuery('rollout.rows', { of, ring: null, state, from, count: pageSize }, version);
  const shown = useKept(value, version);
  if (shown === null) return null;
  return (
    <>
      <ul className="people">
        {shown.rows.map(({ userId, name, email, note }) => (
          <li key={userId} className="person">
            <span className="person-name">
              <strong>{name}</strong>{' '}
              <span className="muted">
                <Breaking>{email}</Breaking>
              </span>
            </span>
            {note !== null && <span className="muted">{note}</span>}
          </li>
        ))}
      </ul>
      <Pages total={shown.total} from={from} size={pageSize} onFrom={setFrom} />
    </>
  );
}
