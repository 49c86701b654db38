import { Choices, RadioChoice } from '../../components/choice';
import type { Way } from './stage';
import { words } from './words';

/** How to sign in to Okta. */
export function WayChoice({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  const options: readonly [Way, string, string][] = [
    ['api-token', words.way.token, words.way.tokenFor],
    ['service-app', words.way.serviceApp, words.way.serviceAppFor],
  ];
  return (
    <Choices title={words.way.title}>
      {options.map(([value, title, text]) => (
        <RadioChoice
          key={value}
          group="way"
          title={title}
          isSelected={way === value}
          onChange={() => {
            onChange(value);
          }}
        >
          {text}
        </RadioChoice>
      ))}
    </Choices>
  );
}
