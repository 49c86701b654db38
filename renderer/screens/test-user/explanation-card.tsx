import { assertNever } from '../../../shared/errors';
import { localTimes } from '../../../shared/local-times';
import type { Links } from '../../../shared/snapshot';
import { lacksCause } from '../../../shared/verification';
import type { Explanation } from '../../../shared/verification';
import { Button, OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { useApp, useSnapshot } from '../../store/context';
import { words as shared } from '../../words/common';
import { words } from './words';

function linkTo(links: Links, place: NonNullable<Explanation['place']>): string | null {
  switch (place) {
    case 'general':
      return links.oktaGeneral;
    case 'sign-on':
      return links.oktaSignOn;
    case 'integration':
      return links.oktaIntegration;
    case 'to-app':
      return links.oktaToApp;
    case 'assignments':
      return links.oktaAssignments;
    // Every cause that leads there is about somebody's account.
    case 'oktopost':
      return links.oktopostTeam;
    case 'mapping':
      return null;
    default:
      return assertNever(place);
  }
}

/** Where somebody has to look at an account that was not read. */
export function OpenOktopost() {
  const { oktopostTeam } = useSnapshot().links;
  return oktopostTeam === null ? null : (
    <OutsideLink href={oktopostTeam} look="button">
      {words.explanation.place.oktopost}
    </OutsideLink>
  );
}

interface Props {
  explanation: Explanation;
  /** What failed, where a screen shows several of these. */
  about?: string;
  /** Who acts next stands in a card before this one. */
  isFurther?: boolean;
}

/** Why the test failed: in words, who acts next, how and where. */
export function ExplanationCard({ explanation, about, isFurther = false }: Props) {
  const { links } = useSnapshot();
  const go = useApp((state) => state.go);
  const { place, what, owner, next, guess, said } = explanation;
  const called = (action: string): string => (about === undefined ? action : `${action}: ${about}`);
  const href = place === null ? null : linkTo(links, place);
  return (
    <Note tone="red">
      <p>
        <strong>{localTimes(what)}</strong>
      </p>
      {guess && !lacksCause(explanation) && (
        <p>{said === null ? words.explanation.guess.ofState : words.explanation.guess.ofMessage}</p>
      )}
      {!isFurther && (
        <p>
          {shared.error.whoActs} <strong>{shared.error.owners[owner]}</strong>
        </p>
      )}
      <p>{next}</p>
      <div className="actions">
        {place === 'mapping' && (
          <Button aria-label={called(words.explanation.place.mapping)} onPress={() => void go('mapping')}>
            {words.explanation.place.mapping}
          </Button>
        )}
        {place !== null && href !== null && (
          <OutsideLink href={href} look="button" label={called(words.explanation.place[place])}>
            {words.explanation.place[place]}
          </OutsideLink>
        )}
        <Button aria-label={called(words.explanation.support)} onPress={() => void go('explain', 'support')}>
          {words.explanation.support}
        </Button>
      </div>
      {said !== null && (
        <Details title={words.explanation.said}>
          <pre className="body">{said}</pre>
        </Details>
      )}
    </Note>
  );
}
