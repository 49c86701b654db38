import { z } from 'zod';
import { areaOf } from '../../../shared/settings';
import type { SettingId } from '../../../shared/settings';
import type { AppliedChange } from '../../storage/applied-changes';
import { fieldHistories, fieldSchema, fieldSetting, isFieldPath, shownField, signingKey } from './fields';
import type { FieldValue } from './fields';
import { sinceAppBegan } from '../../storage/applied-changes';

/** How the app integration was left, from the journal: with what a later look is compared. */
export interface Kept {
  /** Of single sign-on, in the words of its settings. A setting that is missing has no earlier value that is known. */
  settings: ReadonlyMap<SettingId, string>;
  /** Okta's id of the key that it signed with; null: not known. */
  signingKid: string | null;
}

/** What an adoption found, by the paths of Okta's JSON; null where the journal does not have it. `adoption`: its change. */
export const foundIn = (adoption: AppliedChange | undefined): Record<string, FieldValue> | null =>
  foundSchema.safeParse(adoption?.details).data?.found ?? null;

/** The status that an adoption found; null where the journal does not have it. */
export const statusFoundIn = (adoption: AppliedChange | undefined): string | null =>
  foundSchema.safeParse(adoption?.details).data?.foundStatus ?? null;

const foundSchema = z.looseObject({
  found: z.record(z.string(), fieldSchema).optional(),
  foundStatus: z.string().optional(),
});

/** What this set-up wrote last of its app integration, else what it found when it adopted it. `changes`: its own, oldest first. */
export function keptOf(changes: readonly AppliedChange[]): Kept {
  const own = sinceAppBegan(changes);
  const values = new Map<string, FieldValue>(Object.entries(foundIn(own[0]) ?? {}));
  for (const [path, { lastWritten }] of fieldHistories(own)) values.set(path, lastWritten.at(-1) ?? null);
  const settings = new Map<SettingId, string>();
  for (const [path, value] of values) {
    if (!isFieldPath(path)) continue;
    const setting = fieldSetting(path);
    if (areaOf(setting) === 'single-sign-on') settings.set(setting, shownField(path, value));
  }
  const kid = values.get(signingKey);
  return { settings, signingKid: typeof kid === 'string' ? kid : null };
}
