import { useState } from 'react';
import { licenceRange } from '../../shared/people';
import { useApp, useSnapshot } from '../store/context';
import { licencesLabel } from '../words/licences';
import { isNumber, NumberField, numberIn } from './number-field';

/** What is typed of the licences, at first what was stated before. `count` null: no number within the range. */
export function useLicences() {
  const stated = useSnapshot().people.licences;
  const [typed, setTyped] = useState(String(stated ?? ''));
  const isValid = isNumber(typed, licenceRange);
  return { typed, setTyped, isValid, count: isValid ? numberIn(typed) : null };
}

/** The licences, as the admin states them: once, for People and for each rollout. */
export function LicencesField({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  const call = useApp((state) => state.call);
  return (
    <NumberField
      label={licencesLabel}
      value={value}
      range={licenceRange}
      onChange={onChange}
      onDone={(licences) => void call('people.licences', { licences })}
    />
  );
}
