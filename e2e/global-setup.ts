import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder a run for the prepared set-ups, so that its workers share them. Answers with what removes it again. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
  process.env['PREPARED_SET_UPS'] = folder;
  return () => {
    rmSync(folder, { recursive: true });
  };
}
