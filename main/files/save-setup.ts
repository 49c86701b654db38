import { AppFailure } from '../../shared/errors';
import { maxSetupLength, mebibytes, savedSetupKind } from '../../shared/files';
import type { SavedRollout } from '../../shared/saved-rollout';
import { setupFileName } from '../export/file-name';
import type { ExportFile } from '../export/files';
import type { JournalEntry } from '../storage/journal-entry';
import type { SkippedLines } from '../../shared/summary';
import { withoutPrints } from '../storage/older-tokens';
import type { Session } from '../storage/session';
import { savedSetupVersion } from './saved-setup';

/**
 * A set-up saved to a file, for another admin or another computer to resume: JSON lines, first the session, then the journal, an
 * entry a line, so that it is read piece by piece however long it is. `skipped`: lines of the journal that are no entry, of which the file
 * can only say that they are missing. Holds no secret.
 * @throws AppFailure `not-ready` before there is something to save, `bad-input` where it is longer than one that can be opened.
 */
export function savedSetupExport(
  session: Session,
  journal: readonly JournalEntry[],
  {
    assistant,
    now,
    skipped,
    rollout = null,
  }: { assistant: string; now: Date; skipped: SkippedLines; rollout?: SavedRollout | null },
): ExportFile {
  const { address, org } = session;
  if (address === null || session.destination === null) throw tooEarly();
  const head = {
    kind: savedSetupKind,
    version: savedSetupVersion,
    saved: now.toISOString(),
    by: org?.login ?? null,
    assistant,
    org: { name: org?.name ?? null, url: address.orgUrl },
    session: { ...session, tokenPrints: null, olderTokens: withoutPrints(session.olderTokens) },
    rollout,
    skipped,
    entries: journal.length,
  };
  return {
    name: `${setupFileName('saved-set-up', session, address.orgUrl, now.toISOString())}.jsonl`,
    type: 'application/jsonl',
    text: textOf([head, ...journal]),
  };
}

/** @throws AppFailure `bad-input` before a text is made that could not be opened again. */
function textOf(values: readonly object[]): string {
  const lines: string[] = [];
  let length = 0;
  for (const value of values) {
    const line = `${JSON.stringify(value)}\n`;
    length += line.length;
    if (length > maxSetupLength) throw tooLongToSave();
    lines.push(line);
  }
  return lines.join('');
}

const tooLongToSave = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: `This set-up is longer than ${mebibytes(maxSetupLength)} MiB, more than can be opened again. Nothing was saved.`,
    owner: 'okta-admin',
    next: 'Finish it on this computer.',
  });

const tooEarly = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'There is nothing to save yet: no destination or no Okta org is chosen.',
    owner: 'okta-admin',
    next: 'Choose both first.',
  });
