import { reasonWords, stateWords } from '../../../shared/people-words';
import type { PeopleView, PersonShown } from '../../../shared/people';
import { Button, OutsideLink } from '../../components/button';
import { Breaking } from '../../components/code';
import { Dialog } from '../../components/dialog';
import { Table } from '../../components/table';
import { useApp } from '../../store/context';
import { useDialogQuery } from '../../store/use-dialog-query';
import { stepNames } from '../../../shared/step-names';
import { words as common } from '../../words/common';
import { words } from './words';

/** One person: what Okta and Oktopost hold side by side, and what to do. */
export function PersonDialog({
  view,
  personId,
  onClose,
}: {
  view: PeopleView;
  personId: string;
  onClose: () => void;
}) {
  const value = useDialogQuery('people.person', { view, id: personId }, onClose);
  if (value === null) return null;
  const { row } = value;
  const name = [row.givenName, row.familyName].filter(Boolean).join(' ') || row.userName || row.email;
  return (
    <Dialog
      title={name}
      open={{
        is: true,
        onChange: (is) => {
          if (!is) onClose();
        },
      }}
    >
      {(close) => (
        <>
          <p>
            <strong>{stateWords[row.state].name}.</strong> {stateWords[row.state].says}
          </p>
          {row.reasons.length > 0 && (
            <p>{row.reasons.map((reason) => reasonWords[reason].name).join(', ')}.</p>
          )}
          <Facts facts={value.facts} />
          <Recipe shown={value} />
          <div className="actions">
            <Button onPress={close}>{words.person.close}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function Facts({ facts }: { facts: PersonShown['facts'] }) {
  return (
    <Table caption={words.person.facts} heads={words.person.heads} widths={[24, 38, 38]}>
      {facts.map(({ what, okta, oktopost, differs }) => (
        <tr key={what}>
          <th scope="row">{what}</th>
          <td>{okta === null ? '–' : <Breaking>{okta}</Breaking>}</td>
          <td>
            {oktopost === null ? '–' : <Breaking>{oktopost}</Breaking>}{' '}
            {differs && <strong>({words.person.differs})</strong>}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Recipe({ shown: { recipe, retry } }: { shown: PersonShown }) {
  const go = useApp((state) => state.go);
  return (
    <>
      <h3>{words.person.recipe}</h3>
      {recipe.length === 0 ? (
        <p>{words.person.nothing}</p>
      ) : (
        <ol className="numbers">
          {recipe.map(({ text, link, place }) => (
            <li key={text}>
              {text}{' '}
              {link !== null && (
                <OutsideLink href={link} label={`${words.person.open}: ${text}`}>
                  {words.person.open}
                </OutsideLink>
              )}
              {place !== null && (
                <Button kind="small" onPress={() => void go(place)}>
                  {common.error.goTo(stepNames[place])}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {retry !== null && <p>{words.person.retry[retry]}</p>}
    </>
  );
}
