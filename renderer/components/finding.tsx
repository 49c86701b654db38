import type { Finding } from '../../shared/verification';
import { GoTo } from './go-to';
import { notRead, readRight } from './known-tone';
import { Toned } from './note';
import type { Tone } from './note';

export const findingTones: Record<Finding['level'], Tone> = {
  ok: readRight,
  warn: 'amber',
  block: 'red',
  unknown: notRead,
};

/** What was found before something is written, and what to do about it. `levels`: the screen's words for how bad it is. */
export function FindingView({
  finding: { level, text, next, screen },
  levels,
}: {
  finding: Finding;
  levels: Record<Finding['level'], string>;
}) {
  return (
    <>
      <Toned tone={findingTones[level]}>
        <strong>{levels[level]}:</strong> {text}
      </Toned>
      {next !== null && <p className="finding-next">{next}</p>}
      {screen !== undefined && <GoTo screen={screen} />}
    </>
  );
}
