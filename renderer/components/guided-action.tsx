import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { ValueList } from './copy';
import type { ValueRow } from './copy';
import { guidedWords } from '../words/guided';

/** One of the numbered actions with the values it needs. The drawing uses the same numbers. */
export interface GuidedAction {
  text: string;
  values?: readonly ValueRow[];
  boxes?: readonly Box[];
  more?: ReactNode;
}

/** A box in Okta, by its own label. */
interface Box {
  label: string;
  on: boolean;
  /** Why it is left off. */
  reason?: string;
}

export function Action({ action: { text, values, boxes, more } }: { action: GuidedAction }) {
  return (
    <li className="guided-action">
      <p>{text}</p>
      {values !== undefined && <ValueList rows={values} />}
      {boxes !== undefined && (
        <ul className="boxes">
          {boxes.map((box) => (
            <BoxLine key={box.label} box={box} />
          ))}
        </ul>
      )}
      {more}
    </li>
  );
}

function BoxLine({ box: { label, on, reason } }: { box: Box }) {
  // Not real checkboxes: they are ticked in Okta, not here.
  const Icon = on ? Check : Minus;
  return (
    <li className="box" data-on={on || undefined}>
      <Icon aria-hidden />
      <span>
        {on ? guidedWords.tick : guidedWords.leaveOff}: <strong>{label}</strong>
        {reason !== undefined && <span className="box-reason">{reason}</span>}
      </span>
    </li>
  );
}
