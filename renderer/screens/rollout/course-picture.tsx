import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import type { CoursePoint, RingCounts } from '../../../shared/rollout';
import { words } from './words';

const [width, height] = [400, 90];
/** Told apart by the line, not by the colour. */
const dashes = { arrived: '', waiting: '6 4', failed: '2 3' } satisfies Record<keyof RingCounts, string>;
const lines = ['arrived', 'waiting', 'failed'] as const;

/** A ring's course: who has arrived, waits and failed, over its seconds. Its caption says the same. */
export function CoursePicture({ course }: { course: readonly CoursePoint[] }) {
  const last = course.at(-1);
  if (last === undefined || course.length < 2) return null;
  const x = scaleLinear<number>({ domain: [0, Math.max(1, last.second)], range: [0, width] });
  const most = Math.max(1, ...course.flatMap(({ arrived, waiting, failed }) => [arrived, waiting, failed]));
  const y = scaleLinear<number>({ domain: [0, most], range: [height - 2, 2] });
  const { axis } = words.course;
  return (
    <figure className="stack-tight">
      <span className="hint" aria-hidden>
        {axis.most(most)}
      </span>
      <svg
        aria-hidden
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        style={{ width: '100%', height: `${String(height)}px` }}
        preserveAspectRatio="none"
      >
        {lines.map((line) => (
          <LinePath
            key={line}
            data={[...course]}
            x={({ second }) => x(second)}
            y={(point) => y(point[line])}
            stroke="currentColor"
            strokeWidth={2}
            strokeDasharray={dashes[line]}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <div className="axis hint" aria-hidden>
        <span>{axis.start}</span>
        <span>{axis.end(Math.round(last.second))}</span>
      </div>
      <figcaption className="hint">{words.course.legend(last, Math.round(last.second))}</figcaption>
    </figure>
  );
}
