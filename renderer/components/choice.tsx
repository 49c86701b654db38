import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, RadioButton, RadioField, Text } from 'react-aria-components';

/** One option of a radio group; its name is the title alone, the rest describes it. The whole card can be clicked. */
export function RadioChoice({
  value,
  title,
  children,
  isDisabled = false,
}: {
  value: string;
  title: string;
  children?: ReactNode;
  isDisabled?: boolean;
}) {
  return (
    <RadioField value={value} isDisabled={isDisabled} className="choice">
      <RadioButton className="choice-title">
        {({ isSelected }) => (
          <>
            <span className="choice-mark round">{isSelected && <span className="choice-dot" />}</span>
            {title}
          </>
        )}
      </RadioButton>
      <Text slot="description" elementType="div" className="choice-text">
        {children}
      </Text>
    </RadioField>
  );
}

export function CheckChoice({
  title,
  isSelected,
  isDisabled,
  onChange,
  children,
}: {
  title: string;
  isSelected: boolean;
  isDisabled: boolean;
  onChange: (selected: boolean) => void;
  children: ReactNode;
}) {
  return (
    <CheckboxField isSelected={isSelected} isDisabled={isDisabled} onChange={onChange} className="choice">
      <CheckboxButton className="choice-title">
        <span className="choice-mark square">{isSelected && <Check size={14} aria-hidden />}</span>
        {title}
      </CheckboxButton>
      <Text slot="description" elementType="div" className="choice-text">
        {children}
      </Text>
    </CheckboxField>
  );
}
