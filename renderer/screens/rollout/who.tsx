import { useState } from 'react';
import { Label, Text, TextArea, TextField } from 'react-aria-components';
import { longestList } from '../../../shared/rollout';
import type { MatchedList, RolloutChoice } from '../../../shared/rollout';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { FileDrop } from '../../components/file-drop';
import { SearchForm } from '../../components/search-form';
import { Section } from '../../components/section';
import { useApp, usePending } from '../../store/context';
import { words } from './words';

type Group = RolloutChoice['groups'][number];

interface Props {
  list: MatchedList | null;
  groups: readonly Group[];
  onList: (list: MatchedList) => void;
  onGroups: (groups: Group[]) => void;
}

/** Who is to be assigned: a list of emails, and groups. */
export function Who({ list, groups, onList, onGroups }: Props) {
  return (
    <Section title={words.who.title}>
      <Emails list={list} onList={onList} />
      <Groups groups={groups} onGroups={onGroups} />
    </Section>
  );
}

function Emails({ list, onList }: Pick<Props, 'list' | 'onList'>) {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.match');
  const [text, setText] = useState('');
  const [refused, setRefused] = useState('');
  const match = async (given: string): Promise<void> => {
    const result = await call('rollout.match', { text: given });
    if (result.ok) onList(result.value);
  };
  const open = async (file: File): Promise<void> => {
    if (file.size > longestList) setRefused(words.who.tooLarge);
    else {
      setRefused('');
      await match(await file.text());
    }
  };
  return (
    <>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void match(text);
        }}
      >
        <TextField className="field wide" value={text} onChange={setText} maxLength={longestList}>
          <Label>{words.who.label}</Label>
          <TextArea className="input mono" rows={4} spellCheck={false} />
          <Text slot="description" className="hint">
            {words.who.hint}
          </Text>
        </TextField>
        <div className="actions">
          <Button type="submit" isPending={pending} isDisabled={text.trim() === ''}>
            {words.who.match}
          </Button>
        </div>
      </form>
      <FileDrop
        hint={words.who.drop}
        choose={words.who.choose}
        accepted={['.csv', '.txt', 'text/csv', 'text/plain']}
        isPending={pending}
        refused={refused}
        onFile={(file) => void open(file)}
      />
      <output>{list !== null && <strong>{words.who.matched(list.matched)}</strong>}</output>
      {list !== null && list.unmatchedTotal > 0 && (
        <Details title={words.who.unmatched(list.unmatchedTotal)}>
          <ul>
            {list.unmatched.map((email) => (
              <li key={email}>
                <code>{email}</code>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

function Groups({ groups, onGroups }: Pick<Props, 'groups' | 'onGroups'>) {
  const call = useApp((state) => state.call);
  const pending = usePending('people.groups');
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly Group[] | null>(null);
  const search = async (): Promise<void> => {
    const result = await call('people.groups', { query });
    if (result.ok) setFound(result.value.map(({ id, name }) => ({ id, name })));
  };
  const fresh = (found ?? []).filter(({ id }) => groups.every((group) => group.id !== id));
  return (
    <>
      <SearchForm
        label={words.who.search}
        action={words.who.find}
        isPending={pending}
        query={query}
        onQuery={setQuery}
        onSearch={() => void search()}
      />
      <output>{found?.length === 0 && <span>{words.who.none}</span>}</output>
      {(groups.length > 0 || fresh.length > 0) && (
        <ul className="people" aria-label={words.who.groups}>
          {groups.map((group) => (
            <li key={group.id} className="person">
              <strong className="person-name">{group.name}</strong>
              <Button
                kind="small"
                onPress={() => {
                  onGroups(groups.filter(({ id }) => id !== group.id));
                }}
              >
                {words.who.remove(group.name)}
              </Button>
            </li>
          ))}
          {fresh.map((group) => (
            <li key={group.id} className="person">
              <span className="person-name">{group.name}</span>
              <Button
                kind="small"
                onPress={() => {
                  onGroups([...groups, group]);
                }}
              >
                {words.who.add(group.name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
