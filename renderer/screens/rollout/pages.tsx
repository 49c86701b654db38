import { Button } from '../../components/button';
import { words } from './words';

/** Rows of one page. */
export const pageSize = 50;

interface Props {
  total: number;
  from: number;
  onFrom: (from: number) => void;
}

/** Leads through pages of rows; nothing where one page has them all. */
export function Pages({ total, from, onFrom }: Props) {
  if (total <= pageSize) return null;
  const { course } = words;
  return (
    <div className="actions">
      <Button
        kind="small"
        isDisabled={from === 0}
        onPress={() => {
          onFrom(Math.max(0, from - pageSize));
        }}
      >
        {course.previous}
      </Button>
      <span className="muted">{course.range(from + 1, Math.min(from + pageSize, total), total)}</span>
      <Button
        kind="small"
        isDisabled={from + pageSize >= total}
        onPress={() => {
          onFrom(from + pageSize);
        }}
      >
        {course.next}
      </Button>
    </div>
  );
}
