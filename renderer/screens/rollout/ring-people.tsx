import { useState } from 'react';
import type { Payload } from '../../../shared/api';
import { Button } from '../../components/button';
import { Breaking } from '../../components/code';
import { useKept } from '../../store/use-kept';
import { useQuery } from '../../store/use-query';
import { Pages } from '../../components/pages';
import { pageSize } from './people-pages';
import { words as common } from '../../words/common';
import { words } from './words';

/** Named at once; further ones when they are asked for. */
const namedAtOnce = 10;

interface Props {
  of: Exclude<Payload<'rollout.rows'>['of'], 'skipped'>;
  /** Null: who the list of emails led to. */
  ring: number | null;
  /** How many they are. */
  people: number;
  /** Changes when other people may be meant: an id of the plan. */
  version: string;
}

/** Who is in a ring, by name and email: the first ones, and the others by range. */
export function RingPeople({ of, ring, people, version }: Props) {
  const [all, setAll] = useState(false);
  const [from, setFrom] = useState(0);
  const count = all ? pageSize : namedAtOnce;
  const { value } = useQuery('rollout.rows', { of, ring, state: null, from, count }, version);
  const shown = useKept(value, version);
  if (people === 0 || shown === null) return null;
  const who = ring === null ? words.who.listed : words.plan.who(ring);
  return (
    <>
      <ul className="people" aria-label={who}>
        {shown.rows.map(({ userId, name, email }) => (
          <li key={userId} className="person">
            <span className="person-name">
              {name}{' '}
              <span className="muted">
                <Breaking>{email}</Breaking>
              </span>
            </span>
          </li>
        ))}
      </ul>
      {all ? (
        <Pages total={shown.total} from={from} size={pageSize} of={who} onFrom={setFrom} />
      ) : (
        shown.total > namedAtOnce && (
          <Button
            kind="small"
            aria-label={common.named(words.plan.more(shown.total - namedAtOnce), who)}
            onPress={() => {
              setAll(true);
            }}
          >
            {words.plan.more(shown.total - namedAtOnce)}
          </Button>
        )
      )}
    </>
  );
}
