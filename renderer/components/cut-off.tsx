import { localTimes } from '../../shared/local-times';
import { useSnapshot } from '../store/context';
import { planWords } from '../words/plan';
import { Note } from './note';
import type { Snapshot } from '../../shared/snapshot';

type Screen = NonNullable<Snapshot['cutOff']>['screen'];

/** On the screen of a run that the end of the assistant cut off: what was found in Okta, and what to do. */
export function CutOff({ screen, again = planWords.section.again }: { screen: Screen; again?: string }) {
  const { cutOff } = useSnapshot();
  if (cutOff?.screen !== screen) return null;
  return (
    <Note tone="amber">
      <p>
        {localTimes(cutOff.text)}
        {cutOff.isLeft && ` ${again}, and apply what is left.`}
      </p>
    </Note>
  );
}
