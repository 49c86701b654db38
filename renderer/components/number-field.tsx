import { useRef } from 'react';
import { Field } from './field';

/** Inclusive. */
interface Range {
  min: number;
  max: number;
}

interface Props {
  label: string;
  /** As typed; empty: none. */
  value: string;
  range: Range;
  /** Empty is a fault too. */
  isRequired?: boolean;
  onChange: (value: string) => void;
  /** What was typed fits, and the field was left, or Enter pressed; null: none. Main need not hear of each key. */
  onDone?: (value: number | null) => void;
}

/** A whole number within a range. What is none is said and left as it was typed. */
export function NumberField({ label, value, range, isRequired = false, onChange, onDone }: Props) {
  const told = useRef(value);
  const done = (): void => {
    if (value === told.current || !isNumber(value, range)) return;
    told.current = value;
    onDone?.(numberIn(value));
  };
  const isFine = isNumber(value, range) && !(isRequired && value.trim() === '');
  return (
    <Field label={label} fault={isFine ? undefined : rangeText(range)}>
      {(input) => (
        <input
          {...input}
          className="input"
          inputMode="numeric"
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
          }}
          onBlur={done}
          onKeyDown={({ key }) => {
            if (key === 'Enter') done();
          }}
        />
      )}
    </Field>
  );
}

export const rangeText = ({ min, max }: Range): string =>
  min === max
    ? `It is ${min.toLocaleString('en')}.`
    : `A whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}.`;

/** Whether it is empty or a whole number within the range. */
export const isNumber = (typed: string, { min, max }: Range): boolean => {
  const number = numberIn(typed);
  return typed.trim() === '' || (number !== null && number >= min && number <= max);
};

/** Null where nothing, or no whole number, is typed. */
export const numberIn = (typed: string): number | null =>
  /^\d+$/.test(typed.trim()) ? Number(typed.trim()) : null;
