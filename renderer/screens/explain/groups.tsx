import type { Explained, ExplainedGroup, ExplainedPerson } from '../../../shared/explained';
import { namesakesWords } from '../../../shared/namesakes';
import { statusName } from '../../../shared/status-name';
import { Details } from '../../components/details';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { words as common } from '../../words/common';
import { words } from './words';

/** One card a cause: what happened, who acts and how; messages and people behind a disclosure. */
export function Groups({ explained: { groups, moreGroups } }: { explained: Explained }) {
  return (
    <>
      <ul className="runs">
        {groups.map((group) => (
          <li key={`${group.cause} ${group.owner} ${group.says} ${group.next}`} className="card">
            <Group group={group} />
          </li>
        ))}
      </ul>
      {moreGroups > 0 && <p className="hint">{words.groups.moreGroups(moreGroups)}</p>}
    </>
  );
}

function Group({ group }: { group: ExplainedGroup }) {
  const { says, owner, next, confidence, count, first, last, peopleTotal } = group;
  const facts = [
    words.groups.count(count),
    ...(peopleTotal > 0 ? [words.groups.people(peopleTotal)] : []),
    ...(first !== null && last !== null ? [words.groups.between(timeOf(first), timeOf(last))] : []),
    ...(confidence === 'likely' ? [words.groups.likely] : []),
  ];
  return (
    <>
      <h3>{says}</h3>
      <p className="muted">{facts.join(' · ')}</p>
      {owner !== null && (
        <p>
          {common.error.whoActs} <strong>{common.error.owners[owner]}</strong>
        </p>
      )}
      <p>{next}</p>
      <Details title={words.groups.details}>
        <GroupDetails group={group} />
      </Details>
    </>
  );
}

/** A time of a file is shown as it stands there, unless it is one of Okta's. */
const timeOf = (text: string): string =>
  /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)) ? dateTime(text) : text;

function GroupDetails({ group: { examples, people, peopleTotal } }: { group: ExplainedGroup }) {
  const more = peopleTotal - people.length;
  return (
    <>
      {examples.map((example) => (
        <pre key={example} className="body">
          {example}
        </pre>
      ))}
      {people.length > 0 && (
        <Table caption={words.groups.people(peopleTotal)} heads={words.groups.heads} widths={[34, 36, 30]}>
          {people.map((person) => (
            <tr key={`${person.name ?? ''} ${person.login ?? ''}`}>
              <th scope="row">{person.name ?? words.groups.noName}</th>
              <td>{person.login ?? words.groups.noName}</td>
              <td>{atOktaWords(person)}</td>
            </tr>
          ))}
        </Table>
      )}
      {more > 0 && <p className="hint">{words.groups.morePeople(more)}</p>}
    </>
  );
}

function atOktaWords({ atOkta, login }: ExplainedPerson): string {
  switch (atOkta.is) {
    case 'not-looked':
      return words.groups.notLooked;
    case 'nobody':
      return words.groups.nobody;
    case 'user':
      return words.groups.user(statusName(atOkta.status), atOkta.login === login ? null : atOkta.login);
    case 'several':
      return namesakesWords(atOkta);
  }
}
