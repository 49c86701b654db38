import { checkbox, facts, refusal, selectField, textField, typed } from '../web/fields';
import type { Choice, Notice } from '../web/fields';
import { readUrl } from '../web/read-url';
import { html } from '../web/html';
import type { OktaApp, ScimConnection } from '../world/state';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { connectorError } from './connector-error';
import { defineCard } from './card';
import type { Card } from './card';

/** As entered. An empty token means the saved one, which is never shown again. */
interface Draft {
  baseUrl: string;
  uniqueIdentifier: string;
  actions: Record<ActionName, boolean>;
  authenticationMode: string;
  token: string;
}

type ActionName = (typeof provisioningActions)[number]['value'];

const provisioningActions = [
  { value: 'importNewUsers', label: 'Import New Users and Profile Updates' },
  { value: 'pushNewUsers', label: 'Push New Users' },
  { value: 'pushProfileUpdates', label: 'Push Profile Updates' },
  { value: 'pushGroups', label: 'Push Groups' },
  { value: 'importGroups', label: 'Import Groups' },
] as const;

const modes: readonly Choice<ScimConnection['authenticationMode']>[] = [
  { value: 'BASIC', label: 'Basic Auth' },
  { value: 'HTTP_HEADER', label: 'HTTP Header' },
  { value: 'OAUTH2', label: 'OAuth 2' },
];

const actionsOf = (isOn: (name: ActionName) => boolean): Record<ActionName, boolean> => ({
  importNewUsers: isOn('importNewUsers'),
  pushNewUsers: isOn('pushNewUsers'),
  pushProfileUpdates: isOn('pushProfileUpdates'),
  pushGroups: isOn('pushGroups'),
  importGroups: isOn('importGroups'),
});

/** Provisioning > Integration: the SCIM connection. Tested again before it is saved. */
export function integrationCard(world: World, actions: ConsoleActions): Card {
  const { tokenLabel, tokenPrefix } = world.options.profile;
  const hasPrefix = tokenPrefix === 'added';

  async function tested(
    draft: Draft,
    app: OktaApp,
  ): Promise<{ connection: ScimConnection } | { problem: Notice }> {
    const read = readConnection(draft, app, tokenLabel);
    if ('problems' in read) return { problem: refusal(...read.problems) };
    const connection = { ...read.connection, ...(hasPrefix ? {} : { tokenAsTyped: true }) };
    const outcome = await world.scimClient.testConnector(connection);
    return outcome.ok ? { connection } : { problem: refusal(connectorError(outcome)) };
  }

  return defineCard<Draft>({
    key: 'integration',
    title: 'SCIM Connection',
    editLabel: 'Edit SCIM Connection',
    hash: 'tab-user-management/api-credentials',
    shown: ({ connection }) =>
      facts([
        ['SCIM connector base URL', connection?.baseUrl ?? 'Not set'],
        ['Unique identifier field for users', connection?.uniqueIdentifier ?? 'Not set'],
        [
          'Supported provisioning actions',
          provisioningActions
            .filter(({ value }) => connection?.[value])
            .map(({ label }) => label)
            .join(', ') || 'None',
        ],
        [
          'Authentication Mode',
          modes.find(({ value }) => value === connection?.authenticationMode)?.label ?? 'Not set',
        ],
        [tokenLabel, connection === null ? 'Not set' : `${hasPrefix ? 'Bearer ' : ''}••••••••`],
      ]),
    draftOf: ({ connection }) => ({
      baseUrl: connection?.baseUrl ?? '',
      uniqueIdentifier: connection?.uniqueIdentifier ?? '',
      actions: actionsOf((name) => connection?.[name] ?? false),
      authenticationMode: connection?.authenticationMode ?? 'BASIC',
      token: '',
    }),
    read: (form) => ({
      baseUrl: typed(form, 'baseUrl'),
      uniqueIdentifier: typed(form, 'uniqueIdentifier'),
      actions: actionsOf((name) => form.has(name)),
      authenticationMode: typed(form, 'authenticationMode'),
      token: typed(form, 'token'),
    }),
    fields: (draft, app) =>
      html`${textField({ name: 'baseUrl', label: 'SCIM connector base URL', value: draft.baseUrl })}
        ${textField({
          name: 'uniqueIdentifier',
          label: 'Unique identifier field for users',
          value: draft.uniqueIdentifier,
        })}
        <fieldset>
          <legend>Supported provisioning actions</legend>
          ${provisioningActions.map(({ value, label }) => checkbox(value, label, draft.actions[value]))}
        </fieldset>
        ${selectField('authenticationMode', 'Authentication Mode', modes, draft.authenticationMode)}
        ${textField({
          name: 'token',
          label: tokenLabel,
          value: draft.token,
          secret: true,
          ...(hasPrefix ? { prefix: 'Bearer' } : {}),
          ...(app.connection === null ? {} : { hint: 'Left empty, the saved token stays.' }),
        })}`,
    test: {
      label: 'Test Connector Configuration',
      run: async (draft, app) => {
        const result = await tested(draft, app);
        if ('problem' in result) return result.problem;
        return {
          kind: 'good',
          lines: ['Connector configured successfully', 'Nothing is saved yet: choose Save.'],
        };
      },
    },
    save: async (draft, app) => {
      const result = await tested(draft, app);
      if ('problem' in result) return result.problem;
      const { connection } = result;
      app.connection = connection;
      app.toApp = supported(app.toApp, connection);
      actions.connectionSaved(app);
      return null;
    },
  });
}

/** Switches off the To App boxes that the connection no longer supports. */
const supported = (toApp: OktaApp['toApp'], connection: ScimConnection): OktaApp['toApp'] => ({
  create: toApp.create && connection.pushNewUsers,
  update: toApp.update && connection.pushProfileUpdates,
  deactivate: toApp.deactivate && connection.pushProfileUpdates,
});

/** Refuses what an org cannot use. Source of slash and underscore: Okta as recorded, section 5. */
function readConnection(
  { baseUrl, uniqueIdentifier, actions, authenticationMode, token }: Draft,
  app: OktaApp,
  tokenLabel: string,
): { connection: ScimConnection } | { problems: string[] } {
  const url = readUrl(baseUrl);
  const usableToken = token === '' ? (app.connection?.token ?? '') : token;
  const problems = [
    baseUrl === '' ? 'SCIM connector base URL: The field cannot be left blank' : null,
    baseUrl !== '' && (url === null || !['http:', 'https:'].includes(url.protocol))
      ? 'SCIM connector base URL: must be an http:// or https:// address'
      : null,
    url !== null && (url.search !== '' || url.hash !== '')
      ? 'SCIM connector base URL: must hold no query and no #'
      : null,
    baseUrl.endsWith('/') ? 'SCIM connector base URL: must not end in a slash' : null,
    baseUrl.includes('_') ? 'SCIM connector base URL: must hold no underscore' : null,
    uniqueIdentifier === '' ? 'Unique identifier field for users: The field cannot be left blank' : null,
    uniqueIdentifier !== '' && !/^[A-Za-z][\w.:-]*$/.test(uniqueIdentifier)
      ? 'Unique identifier field for users: must be the name of a SCIM attribute'
      : null,
    modeProblem(authenticationMode),
    usableToken === '' ? `${tokenLabel}: The field cannot be left blank` : null,
  ].filter((problem) => problem !== null);
  if (problems.length > 0) return { problems };
  return {
    connection: {
      baseUrl,
      uniqueIdentifier,
      ...actions,
      authenticationMode: 'HTTP_HEADER',
      token: usableToken,
    },
  };
}

function modeProblem(mode: string): string | null {
  if (mode === 'HTTP_HEADER') return null;
  const label = modes.find(({ value }) => value === mode)?.label;
  if (label === undefined) return 'Authentication Mode: choose one of those offered';
  return `Authentication Mode: this practice org can do HTTP Header only, not ${label}`;
}
