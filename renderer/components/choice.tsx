import { Check } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';

/** A group of options of which one is chosen. */
export function Choices({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string | undefined;
  children: ReactNode;
}) {
  return (
    <fieldset className="choices">
      <legend className="label">{title}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {children}
    </fieldset>
  );
}

interface Props {
  title: string;
  isSelected: boolean;
  isDisabled?: boolean;
  onChange: (selected: boolean) => void;
  /** What the option means. */
  children?: ReactNode;
}

/** One option of `Choices`; `group` is the same for all of them. */
export function RadioChoice({ group, ...props }: Props & { group: string }) {
  return <Choice {...props} type="radio" name={group} />;
}

export function CheckChoice(props: Props) {
  return <Choice {...props} type="checkbox" />;
}

/** The invisible input covers the whole card, so that all of it can be clicked; its accessible name is the title alone. */
function Choice({
  type,
  name,
  title,
  isSelected,
  isDisabled = false,
  onChange,
  children,
}: Props & { type: 'radio' | 'checkbox'; name?: string }) {
  const id = useId();
  const descriptionId = useId();
  return (
    <div className="choice" data-selected={isSelected || undefined} data-disabled={isDisabled || undefined}>
      <input
        id={id}
        type={type}
        name={name}
        checked={isSelected}
        disabled={isDisabled}
        {...(children === undefined ? {} : { 'aria-describedby': descriptionId })}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span className="choice-mark" data-type={type}>
        {isSelected && (type === 'radio' ? <span className="choice-dot" /> : <Check aria-hidden />)}
      </span>
      <div className="choice-text">
        <label htmlFor={id}>{title}</label>
        {children !== undefined && (
          <div className="choice-description" id={descriptionId}>
            {children}
          </div>
        )}
      </div>
    </div>
  );
}
