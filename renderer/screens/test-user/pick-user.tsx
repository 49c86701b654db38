import { useState } from 'react';
import type { Value } from '../../../shared/api';
import type { UserRow } from '../../../shared/verification';
import { Button } from '../../components/button';
import { SearchForm } from '../../components/search-form';
import { Section } from '../../components/section';
import { useApp, usePending } from '../../store/context';
import { personName } from '../../../shared/person-name';
import { statusName } from '../../../shared/status-name';
import { words } from './words';

interface Props {
  picked: UserRow | null;
  /** The bar has the button that picks someone else: here there is none of the same name. */
  otherInBar: boolean;
  onPick: (user: UserRow | null) => void;
}

export function PickUser({ picked, otherInBar, onPick }: Props) {
  const call = useApp((state) => state.call);
  const pending = usePending('users.search');
  const [found, setFound] = useState<Value<'users.search'> | null>(null);

  const search = async (query: string): Promise<void> => {
    const result = await call('users.search', { query });
    if (result.ok) setFound(result.value);
  };

  if (picked !== null) {
    return (
      <Section title={words.search.title}>
        <div className="actions">
          <span>
            <strong>{personName(picked)}</strong> · {picked.login} · {statusName(picked.status)}
          </span>
          {!otherInBar && (
            <Button
              kind="small"
              onPress={() => {
                onPick(null);
              }}
            >
              {words.search.other}
            </Button>
          )}
        </div>
      </Section>
    );
  }
  return (
    <Section title={words.search.title}>
      <SearchForm
        label={words.search.label}
        action={words.search.action}
        hint={words.search.hint}
        isPending={pending}
        more={found?.more}
        onSearch={(query) => void search(query)}
      />
      <output>{found !== null && found.users.length === 0 && <span>{words.search.none}</span>}</output>
      {found !== null && found.users.length > 0 && (
        <ul className="people">
          {found.users.map((user) => (
            <li key={user.id} className="person">
              <span className="person-name">
                <strong>{personName(user)}</strong>
                <br />
                {user.login}
                {user.email !== user.login && <span className="muted"> · {user.email}</span>}
              </span>
              <span className="muted">{statusName(user.status)}</span>
              <Button
                kind="small"
                aria-label={words.search.choose(user.login)}
                onPress={() => {
                  onPick(user);
                }}
              >
                {words.search.pick}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
