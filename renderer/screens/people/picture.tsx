import type { PeopleResult, PeopleState } from '../../../shared/people';
import { stateWords } from '../../../shared/people-words';
import { words } from './words';

const [width, height] = [400, 12];

interface Props {
  result: PeopleResult;
  chosen: readonly PeopleState[];
  onChosen: (states: PeopleState[]) => void;
}

/**
 * People by state. Each bar is a button that filters the table; its name and number stand beside it, so that nothing depends on
 * length or colour.
 */
export function Picture({ result: { states, total }, chosen, onChosen }: Props) {
  const most = Math.max(1, ...states.map(({ people }) => people));
  return (
    <div className="stack-tight">
      <p className="hint" id="people-picture">
        {words.picture.hint}
      </p>
      <ul className="bars" aria-label={words.picture.title} aria-describedby="people-picture">
        {states.map(({ state, people }) => {
          const isChosen = chosen.includes(state);
          const share = words.picture.share(people, total);
          return (
            <li key={state}>
              <button
                type="button"
                className="bar-button"
                aria-label={words.picture.bar(stateWords[state].name, people, share)}
                aria-pressed={isChosen}
                onClick={() => {
                  onChosen(isChosen ? chosen.filter((each) => each !== state) : [...chosen, state]);
                }}
              >
                <span>{stateWords[state].name}</span>{' '}
                <span className="bar-number">{people.toLocaleString('en')}</span>
                <svg
                  className="bar-line"
                  viewBox={`0 0 ${String(width)} ${String(height)}`}
                  preserveAspectRatio="none"
                  aria-hidden
                >
                  <rect
                    className="bar-shape"
                    data-state={state}
                    width={Math.max(people === 0 ? 0 : 2, (width * people) / most)}
                    height={height}
                  />
                </svg>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
