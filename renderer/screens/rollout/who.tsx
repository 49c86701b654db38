import { useState } from 'react';
import type { Payload } from '../../../shared/api';
import type { CallName } from '../../../shared/call-names';
import type { Result } from '../../../shared/errors';
import { longestList, mostGroups, mostPicked } from '../../../shared/rollout-plan';
import type { MatchedList, RolloutDraft } from '../../../shared/rollout-plan';
import { Button } from '../../components/button';
import { Breaking } from '../../components/code';
import { Details } from '../../components/details';
import { Downloads } from '../../components/downloads';
import { emailFiles, FileBytes } from '../../components/file-bytes';
import { PasteForm } from '../../components/paste-form';
import { SearchForm } from '../../components/search-form';
import { Section } from '../../components/section';
import { useApp, usePending } from '../../store/context';
import { RingPeople } from './ring-people';
import { words } from './words';

type Group = RolloutDraft['groups'][number];
type Picked = RolloutDraft['people'][number];

const fewUnused = 5;

interface Props {
  list: MatchedList | null;
  groups: readonly Group[];
  people: readonly Picked[];
  onList: (list: MatchedList | null) => void;
  onGroups: (groups: Group[]) => void;
  onPeople: (people: Picked[]) => void;
}

/** Who is to be assigned: a list of emails, single people, and groups. */
export function Who({ list, groups, people, onList, onGroups, onPeople }: Props) {
  const call = useApp((state) => state.call);
  /** Names of the list that several users have, until one of these is picked. */
  const open = (list?.several ?? []).filter(
    (each) => !each.people.some(({ id }) => people.some((picked) => picked.id === id)),
  );
  return (
    <Section title={words.who.title}>
      <Emails list={list} open={open.map(({ name }) => name)} onList={onList} />
      <Picks
        words={words.who.people}
        calls="rollout.people"
        most={mostPicked}
        picked={people}
        offered={open.flatMap((each) => each.people)}
        onPicked={(picked) => {
          onPeople(picked.map(({ id, name, email }) => ({ id, name, email })));
        }}
        search={(query) => call('rollout.people', { query })}
      />
      <Picks
        words={words.who.groups}
        calls="people.groups"
        most={mostGroups}
        picked={groups}
        onPicked={onGroups}
        search={(query) => call('people.groups', { query })}
      />
    </Section>
  );
}

function Emails({ list, open, onList }: Pick<Props, 'list' | 'onList'> & { open: readonly string[] }) {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.match');
  const match = async (source: Payload<'rollout.match'>): Promise<void> => {
    const result = await call('rollout.match', source);
    if (result.ok) onList(result.value);
  };
  return (
    <>
      <PasteForm
        name="emails"
        words={words.who.emails}
        rows={4}
        longest={longestList}
        isPending={pending}
        onText={(text) => void match({ text })}
      />
      <FileBytes
        hint={words.who.emails.drop}
        accepted={emailFiles}
        isPending={pending}
        onFile={(file) => void match(file)}
      />
      <output>{list !== null && <strong>{words.who.matched(list.matched)}</strong>}</output>
      {list !== null && (
        <>
          <RingPeople key={list.listId} of="listed" ring={null} people={list.matched} version={list.listId} />
          <div className="actions">
            <Button
              kind="small"
              onPress={() => {
                void call('rollout.forgetList', {}).then(({ ok }) => {
                  if (ok) onList(null);
                });
              }}
            >
              {words.who.forget}
            </Button>
          </div>
          <Unused
            title={words.who.unmatched(list.unmatchedTotal)}
            first={list.unmatched}
            total={list.unmatchedTotal}
          />
          <Unused
            title={words.who.withoutEmail(list.withoutEmailTotal)}
            first={list.withoutEmail}
            total={list.withoutEmailTotal}
          />
          <Unused title={words.who.several(open.length)} first={open} total={open.length} />
          {list.unmatchedTotal + list.withoutEmailTotal + list.severalTotal > 0 && (
            <Downloads
              name="rolloutList.export"
              formats={words.who.exports}
              take={() => call('rolloutList.export', { listId: list.listId })}
            />
          )}
        </>
      )}
    </>
  );
}

/** What of the list leads to nobody; a few are shown at once. */
function Unused({ title, first, total }: { title: string; first: readonly string[]; total: number }) {
  if (total === 0) return null;
  return (
    <Details title={title} open={total <= fewUnused}>
      <ul>
        {first.map((text, nth) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line may be there twice
          <li key={nth}>
            <code>{text}</code>
          </li>
        ))}
      </ul>
      {total > first.length && <p>{words.plan.more(total - first.length)}</p>}
    </Details>
  );
}

interface Pickable {
  id: string;
  name: string;
  email?: string;
  /** By the list of emails: there is nothing to pick. */
  isListed?: boolean;
}

interface Found<T> {
  found: readonly T[];
  more: boolean;
}

interface PicksProps<T> {
  words: { title: string; search: string; none: string; hint?: string };
  calls: CallName;
  /** So many can be picked. */
  most: number;
  picked: readonly T[];
  /** Before anything is looked for. */
  offered?: readonly T[];
  onPicked: (picked: T[]) => void;
  search: (query: string) => Promise<Result<Found<T>>>;
}

/** People or groups that are looked for in Okta and picked one by one. */
function Picks<T extends Pickable>({
  words: { title, search: label, none, hint },
  calls,
  most,
  picked,
  offered,
  onPicked,
  search,
}: PicksProps<T>) {
  const pending = usePending(calls);
  const [found, setFound] = useState<Found<T> | null>(null);
  const all = new Map([...(offered ?? []), ...(found?.found ?? [])].map((each) => [each.id, each]));
  const rows = [...picked, ...[...all.values()].filter(({ id }) => picked.every((each) => each.id !== id))];
  return (
    <>
      <SearchForm
        label={label}
        hint={hint}
        action={words.who.find(title)}
        isPending={pending}
        more={found?.more}
        onSearch={(query) =>
          void search(query).then((result) => {
            setFound(result.ok ? result.value : null);
          })
        }
      />
      <output>{found?.found.length === 0 && <span>{none}</span>}</output>
      {rows.length > 0 && (
        <ul className="people" aria-label={title}>
          {rows.map((each) => {
            const { id, name, email } = each;
            const isPicked = picked.includes(each);
            const isUnique = rows.every((other) => other === each || other.name !== name);
            const called = isUnique || email === undefined ? name : `${name} (${email})`;
            return (
              <li key={id} className="person">
                <span className="person-name">
                  {name}{' '}
                  {email !== undefined && (
                    <span className="muted">
                      <Breaking>{email}</Breaking>
                    </span>
                  )}
                </span>
                {!isPicked && each.isListed === true ? (
                  <span className="muted">{words.who.listed}</span>
                ) : (
                  <Button
                    kind="small"
                    isDisabled={!isPicked && picked.length >= most}
                    onPress={() => {
                      onPicked(isPicked ? picked.filter((other) => other !== each) : [...picked, each]);
                    }}
                  >
                    {words.who[isPicked ? 'remove' : 'add'](called)}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
