import { Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Button } from './button';
import { copyText } from './clipboard';

type Said = 'copied' | 'selected' | null;

const words: Record<NonNullable<Said>, string> = { copied: 'Copied', selected: 'Selected: press Ctrl+C' };

/** "Copy" named for what it copies; the outcome is told politely and beside it. */
export function CopyButton({
  name,
  value,
  shown,
  text = 'Copy',
}: {
  name: string;
  value: string;
  /** The element that shows the value, to be selected where copying is refused. */
  shown: RefObject<HTMLElement | null>;
  text?: string;
}) {
  const [said, setSaid] = useState<Said>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => {
      setSaid(null);
    }, 4000);
    return () => {
      clearTimeout(timer);
    };
  }, [said]);
  return (
    <span className="copy">
      <output className="copy-said">{said === null ? '' : words[said]}</output>
      <Button
        kind="small"
        aria-label={`${text} ${name}`}
        onPress={() => {
          void copyText(value, shown.current).then(setSaid);
        }}
      >
        <Copy size={14} aria-hidden />
        {text}
      </Button>
    </span>
  );
}

export interface ValueRow {
  /** Okta's own label. */
  label: string;
  value: string;
  /** False for what is chosen or ticked, not pasted. */
  copy: boolean;
}

/** Values to carry into Okta, in the order of Okta's page. */
export function ValueList({ rows, children }: { rows: readonly ValueRow[]; children?: ReactNode }) {
  return (
    <dl className="values">
      {rows.map((row) => (
        <Value key={row.label} row={row} />
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
        <code ref={shown}>{value}</code>
        {copy && <CopyButton name={label} value={value} shown={shown} />}
      </dd>
    </div>
  );
}
