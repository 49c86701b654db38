import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { longestTyped } from '../../../shared/longest-typed';
import { unfiltered } from '../../../shared/people';
import type { PeopleFilter, PeopleResult, PeopleView } from '../../../shared/people';
import { reasonWords, stateWords } from '../../../shared/people-words';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { Field } from '../../components/field';
import { LastChecked } from '../../components/last-checked';
import { LicencesField, useLicences } from '../../components/licences-field';
import { Downloads } from '../../components/downloads';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { useApp, useSnapshot } from '../../store/context';
import { PeopleTable } from './people-table';
import { Picture } from './picture';
import { stepNames } from '../../../shared/step-names';
import { words as common } from '../../words/common';
import { typedWords } from '../../words/typed';
import { words } from './words';

interface Props {
  view: PeopleView;
  version: number;
  result: PeopleResult;
}

/** What was read: the picture first, then the reasons, then the people. */
export function Result({ view, version, result }: Props) {
  const [filter, setFilter] = useState<PeopleFilter>(unfiltered);
  const [search, setSearch] = useState('');
  const latest = useRef(filter);
  useEffect(() => {
    latest.current = filter;
  }, [filter]);
  const change = useCallback((part: Partial<PeopleFilter>): void => {
    setFilter((before) => ({ ...before, ...part }));
  }, []);
  return (
    <Section title={words.result.title(result)}>
      <Around view={view} result={result} states={filter.states} onFilter={change} />
      <Field label={words.table.search} fault={typedWords.tooLong(search.length, longestTyped.searchOfRows)}>
        {(input) => (
          <input
            {...input}
            className="input"
            type="search"
            value={search}
            onChange={({ target }) => {
              setSearch(target.value);
              // Nobody has a name as long as that: the rows are the same.
              change({ search: target.value.slice(0, longestTyped.searchOfRows) });
            }}
          />
        )}
      </Field>
      {filter.reason !== null && (
        <div className="actions">
          <span>{words.reasons.only(reasonWords[filter.reason].name)}</span>
          <Button
            kind="small"
            onPress={() => {
              change({ reason: null });
            }}
          >
            {words.reasons.all}
          </Button>
        </div>
      )}
      <PeopleTable view={view} version={version} all={result.total} filter={filter} onFilter={change} />
      <LastChecked at={result.at} />
      <Exports view={view} filter={latest} />
    </Section>
  );
}

interface AroundProps {
  view: PeopleView;
  result: PeopleResult;
  /** Of the filter. */
  states: PeopleFilter['states'];
  onFilter: (change: Partial<PeopleFilter>) => void;
}

/** What stands above the people. A key in their search leaves it as it is. */
const Around = memo(function Around({ view, result, states, onFilter }: AroundProps) {
  const { oktopost } = result;
  const { refused } = useSnapshot().rollout;
  return (
    <>
      {view === 'reconciliation' && refused > 0 && (
        <Note tone="amber">
          <p>{words.result.refused(refused)}</p>
        </Note>
      )}
      {oktopost !== 'read' && (
        <Note tone="amber">
          <p>{words.result.oktopost[oktopost]}</p>
        </Note>
      )}
      <Picture
        result={result}
        chosen={states}
        onChosen={(chosen) => {
          onFilter({ states: chosen });
        }}
      />
      {view === 'readiness' && <Licences result={result} />}
      <Reasons
        result={result}
        onReason={(reason) => {
          onFilter({ reason });
        }}
      />
      <Changes
        since={result.since}
        onShow={() => {
          onFilter({ reason: 'changed' });
        }}
      />
    </>
  );
});

/** The people of the filter as files, as it is when a button is pressed. A key in the search leaves the buttons as they are. */
const Exports = memo(function Exports({
  view,
  filter,
}: {
  view: PeopleView;
  filter: RefObject<PeopleFilter>;
}) {
  const call = useApp((state) => state.call);
  return (
    <Downloads
      name="people.export"
      formats={words.exports}
      take={(format) => call('people.export', { view, format, filter: filter.current })}
    />
  );
});

function Licences({ result: { newcomers, newcomersOnceMended, activeAccounts } }: { result: PeopleResult }) {
  const { typed, setTyped, count } = useLicences();
  // Without Oktopost's accounts nobody knows who has a licence; the note above says why.
  if (newcomers === null || newcomersOnceMended === null) return null;
  const used = activeAccounts ?? 0;
  return (
    <div className="stack-tight">
      <LicencesField value={typed} onChange={setTyped} />
      <output>
        {words.licences.needed(newcomers, newcomersOnceMended)} {words.licences.used(used)}{' '}
        {count !== null && <strong>{words.licences.verdict(count - used - newcomers)}</strong>}
      </output>
    </div>
  );
}

function Reasons({
  result: { reasons },
  onReason,
}: {
  result: PeopleResult;
  onReason: (reason: PeopleResult['reasons'][number]['reason']) => void;
}) {
  const go = useApp((state) => state.go);
  if (reasons.length === 0) return null;
  return (
    <Details title={words.reasons.title(reasons.length)}>
      <Table caption={words.reasons.title(reasons.length)} heads={words.reasons.heads} widths={[34, 22, 44]}>
        {reasons.map(({ reason, people }) => (
          <tr key={reason}>
            <th scope="row">{reasonWords[reason].name}</th>
            <td>
              {people.toLocaleString('en')}{' '}
              <Button
                kind="small"
                aria-label={words.reasons.showOf(reasonWords[reason].name)}
                onPress={() => {
                  onReason(reason);
                }}
              >
                {words.reasons.show}
              </Button>
            </td>
            <td>
              {reasonWords[reason].next ?? ''}{' '}
              {(reason === 'too-early' || reason === 'in-error') && (
                <Button kind="small" onPress={() => void go('rollout', 'repair')}>
                  {common.error.goTo(stepNames.rollout)}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Details>
  );
}

function Changes({ since, onShow }: { since: PeopleResult['since']; onShow: () => void }) {
  if (since === null) return null;
  return (
    <Details title={words.since.title(dateTime(since.at))}>
      {since.changed === 0 && since.left === 0 && <p>{words.since.nothing}</p>}
      <ul>
        {since.moves.map(({ from, to, people }) => (
          <li key={`${from ?? ''} ${to}`}>
            {words.since.moved(
              people,
              from === null ? words.since.fresh : stateWords[from].name,
              stateWords[to].name,
            )}
          </li>
        ))}
        {since.left > 0 && <li>{words.since.left(since.left)}</li>}
      </ul>
      {since.changed > 0 && (
        <div className="actions">
          <Button kind="small" onPress={onShow}>
            {words.since.show}
          </Button>
        </div>
      )}
    </Details>
  );
}
