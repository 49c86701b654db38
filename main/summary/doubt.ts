import { agreed, counted } from '../../shared/counted';
import { asProvenTask } from '../../shared/connection-doubt';
import { assertNever } from '../../shared/errors';
import { labelOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { KnownBy } from '../../shared/summary';
import { minute } from '../export/document';
import type { UntoldChange } from '../observe/logged-changes';
import { provingTest } from '../storage/proving-test';
import type { Session } from '../storage/session';

type Proven = Extract<KnownBy, { how: `proven-${string}` }>;

/** What Okta shows nobody of the connection was proven, and the app integration was changed since: that may have been the connection. */
export interface Doubt {
  proven: Proven;
  change: UntoldChange;
}

const isProven = (known: KnownBy): known is Proven =>
  known.how === 'proven-by-test' || known.how === 'proven-by-life-cycle' || known.how === 'proven-by-push';

/** `known`: of a setting that Okta does not show. `changes`: oldest first. Null: nothing was proven of the connection, or no change came after it. */
export function doubtOf(
  session: Pick<Session, 'test' | 'earlierPass'> | null,
  setting: SettingId,
  known: KnownBy,
  changes: readonly UntoldChange[],
): Doubt | null {
  if (!setting.startsWith('connection.') || !isProven(known)) return null;
  const change = changes.at(-1);
  const since = known.how === 'proven-by-test' ? (sentAt(session) ?? known.at) : known.at;
  return change === undefined || change.at < since ? null : { proven: known, change };
}

/** When Okta had sent the proving test's user, by its own clock; null: its log was not read then. */
function sentAt(session: Pick<Session, 'test' | 'earlierPass'> | null): string | null {
  const timeline = session === null ? [] : (provingTest(session)?.timeline ?? []);
  const logged = timeline.flatMap(({ source, at }) => (source === 'system-log' ? [at] : []));
  return logged.sort().at(-1) ?? null;
}

/** The statement that the connection is as it was proven, after this change. */
export const asProvenStatement = ({ eventId }: UntoldChange): string => `${asProvenTask}=${eventId}`;

/** What is said of the settings in doubt, those of one proof together, and what is to be done. */
export function doubtWords(
  doubted: readonly { setting: SettingId; doubt: Doubt }[],
): { text: string; next: string; settings: SettingId[]; change: UntoldChange }[] {
  const proofs = new Map<string, Doubt & { settings: SettingId[] }>();
  for (const { setting, doubt } of doubted) {
    const words = proofWords(doubt.proven);
    proofs.set(words, { ...doubt, settings: [...(proofs.get(words)?.settings ?? []), setting] });
  }
  return [...proofs].map(([words, { change, proven, settings }]) => {
    const [only] = settings;
    const which =
      settings.length === 1 && only !== undefined
        ? labelOf(only)
        : counted(settings.length, 'setting of the SCIM connection', 'settings of the SCIM connection');
    return {
      text: `${which}: proven by ${words}, before ${change.who ?? 'somebody'} changed the app integration at ${minute(change.at)}. Okta does not show what was changed: ${agreed(settings.length, 'it', 'they')} may be otherwise now.`,
      next:
        proven.how === 'proven-by-life-cycle'
          ? 'Run the life-cycle test once more.'
          : 'Test one user once more.',
      settings,
      change,
    };
  });
}

/** By what, and when. */
export function proofWords(proven: Proven): string {
  const at = minute(proven.at);
  switch (proven.how) {
    case 'proven-by-test':
      return `the test user ${proven.user} at ${at}`;
    case 'proven-by-life-cycle':
      return `the life-cycle test of ${proven.user} at ${at}`;
    case 'proven-by-push':
      return `what Okta sent for ${proven.user ?? 'a person'} at ${at}`;
    default:
      return assertNever(proven);
  }
}
