import { Button } from './button';
import { words as common } from '../words/common';
import { pageWords as words } from '../words/pages';

interface Props {
  total: number;
  from: number;
  /** Rows of one page. */
  size: number;
  /** Tells apart the buttons of several lists on one screen. */
  of?: string;
  onFrom: (from: number) => void;
}

/** Leads through pages of rows; nothing where one page has them all. */
export function Pages({ total, from, size, of, onFrom }: Props) {
  if (total <= size) return null;
  const nameOf = (action: string): string => (of === undefined ? action : common.named(action, of));
  return (
    <div className="actions">
      <Button
        kind="small"
        aria-label={nameOf(words.previous)}
        isDisabled={from === 0}
        onPress={() => {
          onFrom(Math.max(0, from - size));
        }}
      >
        {words.previous}
      </Button>
      <span className="muted">{words.range(from + 1, Math.min(from + size, total), total)}</span>
      <Button
        kind="small"
        aria-label={nameOf(words.next)}
        isDisabled={from + size >= total}
        onPress={() => {
          onFrom(from + size);
        }}
      >
        {words.next}
      </Button>
    </div>
  );
}
