import { counted } from './counted';
import type { CoursePoint, RingCounts } from './rollout';

export const courseLines = ['arrived', 'waiting', 'failed'] as const satisfies readonly (keyof RingCounts)[];

/** Told apart by the line, not by the colour. */
export const courseDashes = { arrived: '', waiting: '6 4', failed: '2 3' } satisfies Record<
  keyof RingCounts,
  string
>;

/** The last point in words, with what each line means. */
export function courseLegend({ second, arrived, waiting, failed }: CoursePoint): string {
  return `After ${counted(Math.round(second), 'second')}. Solid: arrived ${arrived}. Dashed: on the way ${waiting}. Dotted: failed ${failed}.`;
}

/** At most so many of the points, the first and the last among them. */
export function thinned(course: readonly CoursePoint[], most: number): CoursePoint[] {
  if (course.length <= most) return [...course];
  const step = (course.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, nth) => course[Math.round(nth * step)]).flatMap(
    (point) => point ?? [],
  );
}

/** The lines within a picture of this size, each as its points; the most people of a line reach its top. */
export function drawnCourse(
  course: readonly CoursePoint[],
  { width, height }: { width: number; height: number },
): { most: number; lines: Record<keyof RingCounts, [x: number, y: number][]> } {
  const last = Math.max(1, course.at(-1)?.second ?? 1);
  const most = Math.max(1, ...course.flatMap((point) => courseLines.map((line) => point[line])));
  const pointsOf = (line: keyof RingCounts): [number, number][] =>
    course.map((point) => [
      (point.second / last) * width,
      // A line of two units is not cut off at either edge.
      2 + (1 - point[line] / most) * (height - 4),
    ]);
  return {
    most,
    lines: { arrived: pointsOf('arrived'), waiting: pointsOf('waiting'), failed: pointsOf('failed') },
  };
}
