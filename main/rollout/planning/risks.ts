import { counted } from '../../../shared/counted';
import { mappedAttribute } from '../../../shared/settings';
import { hasScimAttributes } from '../../observe/scim';
import type { Okta } from '../../okta/okta';
import { mappingChecks } from '../../steps/mapping/wanted';
import { connectionProof, countedTest, standingRefusal } from '../../storage/proving-test';
import type { Session } from '../../storage/session';
import { appKindOf } from '../../storage/target';
import type { RolloutParts } from '../parts';

/**
 * What nothing shows to work, as a sentence that needs a second yes. Empty where a test proves it and nothing was changed since
 * (`changed`), or Oktopost's refusal is asked about.
 */
export function unproven(session: Session, changed: string | null): string[] {
  if (standingRefusal(session) !== null) return [];
  const isProven =
    appKindOf(session) === 'custom'
      ? connectionProof(session) !== null
      : countedTest(session).state === 'passed';
  if (isProven) return changed === null ? [] : [changed];
  return [
    'Nothing proves that whom Okta sends arrives: a user who passes “Test one user” does, with the present connection.',
  ];
}

/**
 * Reads the attribute mapping afresh and says where it is not as chosen, as a sentence that needs a second yes. Empty where it is, where
 * its step was skipped, and of the pre-built app, whose mapping is its own. What was read is remembered of a mapping that was applied.
 */
export async function readMappingRisk(
  { store, clock, changed }: Pick<RolloutParts, 'store' | 'clock' | 'changed'>,
  okta: Okta,
  appId: string,
): Promise<string[]> {
  if (appKindOf(store.session) !== 'custom') return [];
  const { setupId } = store.session;
  const [{ readable }, schema] = await Promise.all([okta.mappings(appId), okta.appUserSchema(appId)]);
  if (store.session.setupId !== setupId) return [];
  if (readable.length === 0 || !hasScimAttributes(schema)) return [];
  const { mapping } = store.session;
  const checks = mappingChecks(readable, schema, mapping.choice);
  if (mapping.appliedAt !== null) {
    store.update({ mapping: { ...mapping, checks, checkedAt: clock.now().toISOString() } });
    changed();
  }
  // The row of a user name is the admin's.
  const others = checks.filter(
    ({ setting, state }) => state === 'different' && mappedAttribute(setting) !== 'userName',
  ).length;
  if (others === 0 || mapping.skipped !== null) return [];
  return [`${counted(others, 'attribute is', 'attributes are')} ${otherwiseMapped}`];
}

const otherwiseMapped =
  'mapped otherwise than “Mapping” says, and what Okta sends overwrites what Oktopost has.';

/** Whether a message is such a sentence. */
export const saysMappingRisk = (message: string): boolean => message.includes(otherwiseMapped);
