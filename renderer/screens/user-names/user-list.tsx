import type { Value } from '../../../shared/api';
import type { NamedUser, UserNames } from '../../../shared/snapshot';
import { Button } from '../../components/button';
import { Code } from '../../components/code';
import { LastChecked } from '../../components/last-checked';
import { Pages } from '../../components/pages';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { words as common } from '../../words/common';
import { words } from './words';

export function Counts({
  looked,
  loading,
  onLook,
}: {
  looked: UserNames['looked'];
  loading: boolean;
  onLook: () => void;
}) {
  const { counts } = words;
  return (
    <Section title={counts.title}>
      {looked === null ? (
        <p>{counts.reading}</p>
      ) : (
        <>
          <p>
            {counts.assigned(looked.assigned)} {looked.assigned > 0 && counts.differing(looked.differing)}
          </p>
          {looked.withoutEmail > 0 && <p>{counts.withoutEmail(looked.withoutEmail)}</p>}
          <LastChecked at={looked.at} />
        </>
      )}
      <div className="actions">
        <Button kind="small" isPending={loading} onPress={onLook}>
          {common.checkAgain}
        </Button>
      </div>
    </Section>
  );
}

interface Props {
  list: Value<'userNames.rows'>;
  from: number;
  size: number;
  /** The user of the trial; null once it is done. */
  first: string | null;
  onFrom: (from: number) => void;
  /** Null where there is nobody to choose. */
  onFirst: ((userId: string) => void) | null;
}

/** A page of the people whose user name differs. */
export function UserList({ list: { rows, total, shared }, from, size, first, onFrom, onFirst }: Props) {
  const { list } = words;
  return (
    <Section title={list.title}>
      <Table caption={list.title} heads={list.heads} widths={[22, 28, 28, 22]}>
        {rows.map((user) => (
          <tr key={user.userId}>
            <th scope="row">{user.name}</th>
            <td>{user.userName === null ? list.noName : <Code>{user.userName}</Code>}</td>
            <td>
              {user.email === null ? (
                <span className="muted">{list.noEmail}</span>
              ) : (
                <Code>{user.email}</Code>
              )}
            </td>
            <td>
              <p>{list.scopes[user.scope]}</p>
              {shared.includes(user.userId) ? (
                <p className="hint">{list.shared}</p>
              ) : (
                onFirst !== null &&
                user.email !== null && <First user={user} chosen={user.userId === first} onFirst={onFirst} />
              )}
            </td>
          </tr>
        ))}
      </Table>
      <Pages total={total} from={from} size={size} onFrom={onFrom} />
    </Section>
  );
}

function First({
  user: { userId, userName, name },
  chosen,
  onFirst,
}: {
  user: NamedUser;
  chosen: boolean;
  onFirst: (userId: string) => void;
}) {
  if (chosen) return <p className="hint">{words.list.chosen}</p>;
  return (
    <Button
      kind="small"
      aria-label={common.named(words.list.first, userName ?? name)}
      onPress={() => {
        onFirst(userId);
      }}
    >
      {words.list.first}
    </Button>
  );
}
