import { checkbox, facts, radioField, refusal, textField, typed } from '../web/fields';
import type { Choice, Notice } from '../web/fields';
import { isCatalogueApp } from '../world/catalogue-app';
import { html } from '../web/html';
import type { Html } from '../web/html';
import { logAppChange } from '../provisioning/app-log';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { defineCard } from './card';
import type { Card } from './card';
import { labelProblem } from './label';

interface Draft {
  label: string;
  provisioning: string;
}

const none: Choice<OktaApp['provisioning']> = { value: 'NONE', label: 'None' };
const scim: Choice<OktaApp['provisioning']> = { value: 'SCIM', label: 'SCIM' };

const enableScim = 'Enable SCIM provisioning';

/**
 * General > App Settings: the only place to switch SCIM on. An org without the SCIM choice offers None only; a catalogue app has
 * no such choice, but an API integration under Provisioning. Some orgs have a check box instead of two choices.
 */
export function generalCard(world: World, actions: ConsoleActions): Card {
  const choices = world.options.profile.scimChoice === 'offered' ? [none, scim] : [none];

  const hasCheckbox = world.options.profile.generalTab === 'checkbox';

  function provisioningFact({ provisioning }: OktaApp): readonly [string, string] {
    const isOn = provisioning === 'SCIM';
    return hasCheckbox
      ? [enableScim, isOn ? 'Enabled' : 'Disabled']
      : ['Provisioning', (isOn ? scim : none).label];
  }

  function provisioningField(provisioning: string): Html | null {
    if (!hasCheckbox) return radioField('provisioning', 'Provisioning', choices, provisioning);
    return choices.includes(scim) ? checkbox('enableScim', enableScim, provisioning === scim.value) : null;
  }

  function save({ label, provisioning }: Draft, app: OktaApp): Notice | null {
    const isCustom = !isCatalogueApp(app);
    const chosen = choices.find(({ value }) => value === provisioning);
    const problem = labelProblem(world, label, app);
    if (problem !== null) return refusal(problem);
    if (isCustom && chosen === undefined) return refusal('Provisioning: choose one of those offered');
    if (label !== app.label) {
      app.label = label;
      app.lastUpdated = world.now().toISOString();
      logAppChange(world, app, 'update');
      world.save();
    }
    if (isCustom && chosen?.value === 'SCIM') {
      const refused = actions.switchScimOn(app);
      return refused === null ? null : refusal(refused);
    }
    if (isCustom) actions.switchScimOff(app);
    return null;
  }

  return defineCard<Draft>({
    key: 'general',
    title: 'App Settings',
    editLabel: 'Edit App Settings',
    hash: 'tab-general',
    shown: (app) =>
      facts([['Application label', app.label], ...(isCatalogueApp(app) ? [] : [provisioningFact(app)])]),
    draftOf: ({ label, provisioning }) => ({ label, provisioning }),
    read: (form) => ({
      label: typed(form, 'label'),
      provisioning: hasCheckbox ? (form.has('enableScim') ? scim : none).value : typed(form, 'provisioning'),
    }),
    fields: ({ label, provisioning }, app) =>
      html`${textField({ name: 'label', label: 'Application label', value: label })}
      ${isCatalogueApp(app) ? null : provisioningField(provisioning)}`,
    save,
  });
}
