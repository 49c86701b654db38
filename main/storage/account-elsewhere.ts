import type { Statement } from '../../shared/left-to-do';

/** What an admin states of an account that Okta made where the assistant does not read: that it is inactive. There can be several. */
export const elsewhereTask = 'account-elsewhere';

/** The statement about this account; `externalId`: its id at Oktopost. */
export const elsewhereStatement = ({
  externalId,
  name,
}: {
  externalId: string | null;
  name: string;
}): string => `${elsewhereTask}=${externalId ?? name}`;

/** The statements about such accounts: they stay true whatever becomes of the app integration. */
export const statedElsewhere = (statements: readonly Statement[]): Statement[] =>
  statements.filter(({ id }) => id.startsWith(`${elsewhereTask}=`));
