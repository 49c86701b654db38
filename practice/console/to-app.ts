import { checkbox, facts, refusal } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { OktaApp, ToApp } from '../world/state';
import { toAppMappingsOf } from '../world/user-types';
import type { ToAppMapping } from '../world/user-types';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { defineCard, region } from './card';
import type { Card } from './card';
import { table } from '../web/table';
import { connectorError } from './connector-error';

const boxes = [
  { name: 'create', label: 'Create Users', needs: 'pushNewUsers', action: 'Push New Users' },
  {
    name: 'update',
    label: 'Update User Attributes',
    needs: 'pushProfileUpdates',
    action: 'Push Profile Updates',
  },
  {
    name: 'deactivate',
    label: 'Deactivate Users',
    needs: 'pushProfileUpdates',
    action: 'Push Profile Updates',
  },
] as const;

/** Provisioning > To App. A box needs its action in Integration. Saving tests the connection, reads groups where they are imported, and pushes nobody. */
export function toAppCard(world: World, actions: ConsoleActions): Card {
  return defineCard<ToApp>({
    key: 'to-app',
    title: 'To App',
    editLabel: 'Edit Provisioning to App',
    hash: 'tab-user-management/create-n-update',
    blocked: ({ connection }) =>
      connection === null ? 'Save the connection under Integration first: nothing can be sent yet.' : null,
    shown: ({ toApp }) =>
      facts(boxes.map(({ name, label }) => [label, toApp[name] ? 'Enabled' : 'Disabled'])),
    draftOf: ({ toApp }) => toApp,
    read: (form) => ({
      create: form.has('create'),
      update: form.has('update'),
      deactivate: form.has('deactivate'),
    }),
    fields: (draft, { connection }) =>
      html`<fieldset>
        <legend>Provisioning to App</legend>
        ${boxes.map(({ name, label, needs, action }) =>
          connection?.[needs] === true
            ? checkbox(name, label, draft[name])
            : html`<p class="muted">${label}: not offered, for ${action} is off under Integration.</p>`,
        )}
      </fieldset>`,
    save: async (draft, app) => {
      const { connection } = app;
      if (connection === null) return refusal('Save the connection under Integration first.');
      const unsupported = boxes.find(({ name, needs }) => draft[name] && !connection[needs]);
      if (unsupported !== undefined) {
        return refusal(`${unsupported.label}: ${unsupported.action} is off under Integration`);
      }
      const outcome = await world.scimClient.testConnector(connection);
      if (!outcome.ok) return refusal(connectorError(outcome));
      // Its answer changes nothing here: what Okta does with one that fails is unknown.
      if (connection.importGroups) await world.scimClient.readGroups(connection);
      app.toApp = draft;
      actions.toAppSaved(app);
      return null;
    },
  });
}

/** The user-to-app profile mappings as set by API, one for each user type. */
export function attributeMappings(world: World, app: OktaApp): Html {
  const mappings = toAppMappingsOf(world, app);
  return html`${mappings.map((each) => mappingTable(app, each, mappings.length > 1))}`;
}

function mappingTable(app: OktaApp, { userType, mapping }: ToAppMapping, several: boolean): Html {
  const { schema } = app;
  const of = several ? ` for ${userType.displayName}` : '';
  const rows = Object.entries({ ...schema.base, ...schema.custom }).map(([name, { title }]) => {
    const row = mapping.properties[name];
    const applyOn = row?.pushStatus === 'PUSH' ? 'Create and update' : 'Create';
    const [value, moment] =
      name === 'userName' && row === undefined
        ? ['Configured in Sign On settings', '—']
        : row === undefined
          ? ['Not mapped', '—']
          : [row.expression, applyOn];
    return html`<tr>
      <th scope="row">${title}</th>
      <td><code>${name}</code></td>
      <td>${value}</td>
      <td>${moment}</td>
    </tr>`;
  });
  return region(
    several ? `mappings-${userType.id}` : 'mappings',
    `${app.label} Attribute Mappings${of}`,
    table(`Attribute Mappings${of}`, ['Attribute', 'Variable name', 'Value', 'Apply on'], rows),
  );
}
