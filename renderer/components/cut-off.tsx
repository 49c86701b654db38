import { useSnapshot } from '../store/context';
import { cutOffWords as words } from '../words/cut-off';
import { planWords } from '../words/plan';
import { Note } from './note';
import { dateTime } from './time';
import type { Snapshot } from '../../shared/snapshot';

type Screen = NonNullable<Snapshot['cutOff']>['screen'];

/** On the screen of a change that the end of the assistant cut off: what was found in Okta, and what to do. */
export function CutOff({ screen, again = planWords.section.again }: { screen: Screen; again?: string }) {
  const { cutOff } = useSnapshot();
  if (cutOff?.screen !== screen) return null;
  const { title, at, outcome } = cutOff;
  return (
    <Note tone="amber">
      <p>
        {words.what(title, dateTime(at))} {words.outcomes[outcome]}
        {outcome === 'read' && ` ${words.rest(again)}`}
      </p>
    </Note>
  );
}
