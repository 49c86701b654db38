import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates one folder per run for prepared set-ups, shared by the workers. Returns the teardown. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
  process.env['PREPARED_SET_UPS'] = folder;
  return () => {
    rmSync(folder, { recursive: true });
  };
}
