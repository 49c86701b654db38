import { checkbox, facts, refusal } from '../web/fields';
import type { Notice } from '../web/fields';
import { html } from '../web/html';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import type { Authentication } from './authentication';
import { defineCard } from './card';
import type { Card } from './card';
import { connectorError } from './connector-error';

interface Draft {
  enabled: boolean;
}

/** Provisioning > Integration of a catalogue app: no fields, Oktopost issues the token after a sign-in there. */
export function apiIntegrationCard(
  world: World,
  actions: ConsoleActions,
  authentication: Authentication,
): Card {
  return defineCard<Draft>({
    key: 'api-integration',
    title: 'Integration',
    editLabel: 'Configure API Integration',
    hash: 'tab-user-management/api-credentials',
    shown: ({ provisioning }) =>
      provisioning === 'API'
        ? facts([
            ['API integration', 'Enabled'],
            ['Authentication', 'Authenticated with Oktopost'],
          ])
        : html`<p>Provisioning is not enabled. It creates, changes and deactivates users of Oktopost.</p>`,
    notice: (app): Notice | null => {
      const outcome = authentication.outcomeOf(app);
      if (outcome === null) return null;
      return outcome.ok
        ? {
            kind: 'good',
            lines: ['Oktopost was verified successfully!', 'Nothing is saved yet: choose Save.'],
          }
        : refusal('Oktopost could not be verified.', outcome.why);
    },
    draftOf: (app) => ({ enabled: app.provisioning === 'API' || authentication.outcomeOf(app) !== null }),
    read: (form) => ({ enabled: form.has('enableApi') }),
    fields: ({ enabled }) => checkbox('enableApi', 'Enable API integration', enabled),
    test: {
      label: 'Authenticate with Oktopost',
      run: ({ enabled }, app) =>
        enabled
          ? { location: authentication.begin(app) }
          : refusal('Enable API integration: tick it before you authenticate'),
    },
    save: async ({ enabled }, app) => {
      if (!enabled) {
        authentication.forget(app);
        actions.disableApi(app);
        return null;
      }
      const outcome = authentication.outcomeOf(app);
      const connection = outcome?.ok === true ? outcome.connection : app.connection;
      if (connection === null) return refusal('Authenticate with Oktopost before you save');
      const tested = await world.scimClient.testConnector(connection);
      if (!tested.ok) return refusal(connectorError(tested));
      authentication.forget(app);
      actions.enableApi(app, connection);
      return null;
    },
  });
}
