import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Button } from './button';
import { Breaking } from './code';
import { copyText } from './clipboard';
import { words } from '../words/common';

type Said = 'copied' | 'selected' | null;

const saidForMs = 4000;

/** "Copy" named for what it copies. The outcome is announced politely, and shown on the button. */
export function CopyButton({
  name,
  value,
  shown,
}: {
  name: string;
  value: string;
  /** The element that shows the value, to be selected where copying is refused. */
  shown: RefObject<HTMLElement | null>;
}) {
  const [said, setSaid] = useState<Said>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => {
      setSaid(null);
    }, saidForMs);
    return () => {
      clearTimeout(timer);
    };
  }, [said]);
  const copied = said === 'copied';
  const Icon = copied ? Check : Copy;
  return (
    <span className="copy">
      <output className={copied ? 'hidden-text' : 'copy-said'}>
        {said === null ? '' : words.copy[said]}
      </output>
      <Button
        kind="small"
        aria-label={`${words.copy.action} ${name}`}
        onPress={() => {
          void copyText(value, shown.current).then(setSaid);
        }}
      >
        <Icon aria-hidden />
        <span className="copy-word" data-widest={words.copy.copied}>
          {copied ? words.copy.copied : words.copy.action}
        </span>
      </Button>
    </span>
  );
}

export interface ValueRow {
  /** Okta's own label. */
  label: string;
  value: string;
  /** False for values that are selected or ticked, not pasted. */
  copy: boolean;
}

/** Values to enter in Okta, in the order of Okta's page. */
export function ValueList({ rows, children }: { rows: readonly ValueRow[]; children?: ReactNode }) {
  return (
    <dl className="values">
      {rows.map((row) => (
        <Value key={`${row.label} ${row.value}`} row={row} />
      ))}
      {children}
    </dl>
  );
}

function Value({ row: { label, value, copy } }: { row: ValueRow }) {
  const shown = useRef<HTMLElement>(null);
  return (
    <div className="value">
      <dt>{label}</dt>
      <dd>
        <code ref={shown}>
          <Breaking>{value}</Breaking>
        </code>
        {copy && <CopyButton name={label} value={value} shown={shown} />}
      </dd>
    </div>
  );
}
