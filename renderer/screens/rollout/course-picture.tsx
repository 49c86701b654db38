import { courseDashes, courseLegend, courseLines, drawnCourse } from '../../../shared/course';
import { isUnderWay } from '../../../shared/rollout';
import type { CoursePoint, RolloutView } from '../../../shared/rollout';
import { words } from './words';

const [width, height] = [400, 90];

interface Props {
  ring: number;
  course: readonly CoursePoint[];
  /** The ring as it was read last. */
  now: RolloutView['rings'][number] | undefined;
}

/** A ring's course: who has arrived, waits and failed, over its seconds. Its caption says the same. Empty before the first second. */
export function CoursePicture({ ring, course, now }: Props) {
  const last = course.at(-1);
  if (last === undefined || last.second < 1) return null;
  const { most, lines } = drawnCourse(course, { width, height });
  const { axis } = words.course;
  const isOther =
    now !== undefined &&
    !isUnderWay(now.state) &&
    (now.arrived !== last.arrived || now.failed !== last.failed);
  return (
    <figure>
      <span className="hint" aria-hidden>
        {axis.most(most)}
      </span>
      <svg
        aria-hidden
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        style={{ width: '100%', height: `${String(height)}px` }}
        preserveAspectRatio="none"
      >
        {courseLines.map((line) => (
          <polyline
            key={line}
            points={lines[line].map((point) => point.join(',')).join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth={2}
            strokeLinecap="round"
            strokeDasharray={courseDashes[line]}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <div className="axis hint" aria-hidden>
        <span>{axis.start}</span>
        <span>{axis.end(Math.round(last.second))}</span>
      </div>
      <figcaption className="hint">
        {words.plan.ring(ring)}. {courseLegend(last)}
        {isOther && ` ${axis.since(now)}`}
      </figcaption>
    </figure>
  );
}
