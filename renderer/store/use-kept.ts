import { useState } from 'react';

/**
 * What was there last, while nothing is: a list stays until its next page is read, and with it the button that has the focus. Of another
 * `version` nothing is kept.
 */
export function useKept<T>(value: T | null, version: string): T | null {
  const [kept, setKept] = useState({ value, version });
  if (value !== null && (value !== kept.value || version !== kept.version)) setKept({ value, version });
  return value ?? (kept.version === version ? kept.value : null);
}
