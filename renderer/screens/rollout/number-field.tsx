import { Input, Label, TextField } from 'react-aria-components';

interface Props {
  label: string;
  /** As typed; empty: none. */
  value: string;
  onChange: (value: string) => void;
}

/** A whole number. */
export function NumberField({ label, value, onChange }: Props) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={(typed) => {
        onChange(typed.replace(/\D/g, '').slice(0, 7));
      }}
    >
      <Label>{label}</Label>
      <Input className="input" inputMode="numeric" />
    </TextField>
  );
}

export const numberIn = (typed: string): number | null => (typed === '' ? null : Number(typed));
