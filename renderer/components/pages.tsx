import { Button } from './button';
import { pageWords as words } from '../words/pages';

interface Props {
  total: number;
  from: number;
  /** Rows of one page. */
  size: number;
  onFrom: (from: number) => void;
}

/** Leads through pages of rows; nothing where one page has them all. */
export function Pages({ total, from, size, onFrom }: Props) {
  if (total <= size) return null;
  return (
    <div className="actions">
      <Button
        kind="small"
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
