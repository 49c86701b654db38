import { isCatalogueApp } from '../world/catalogue-app';
import { html } from '../web/html';
import { record } from '../world/people';
import { logAppChange } from '../provisioning/app-log';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { defineCard, region } from './card';
import type { Card } from './card';
import { facts, radioField, refusal, textField, typed } from './fields';
import type { Choice, Notice } from './fields';
import { labelProblem } from './label';

interface Draft {
  label: string;
  provisioning: string;
}

const none: Choice<OktaApp['provisioning']> = { value: 'NONE', label: 'None' };
const scim: Choice<OktaApp['provisioning']> = { value: 'SCIM', label: 'SCIM' };

/**
 * General > App Settings: the only place to switch SCIM on. An org without the SCIM choice offers None only; a catalogue app has
 * no such choice, but an API integration under Provisioning.
 */
export function generalCard(world: World, actions: ConsoleActions): Card {
  const choices = world.options.profile.scimChoice === 'offered' ? [none, scim] : [none];

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
    if (isCustom && chosen?.value === 'SCIM') actions.switchScimOn(app);
    else if (isCustom) actions.switchScimOff(app);
    return null;
  }

  return defineCard<Draft>({
    key: 'general',
    title: 'App Settings',
    editLabel: 'Edit App Settings',
    hash: 'tab-general',
    shown: (app) =>
      facts([
        ['Application label', app.label],
        ...(isCatalogueApp(app)
          ? []
          : [['Provisioning', (app.provisioning === 'SCIM' ? scim : none).label] as const]),
      ]),
    draftOf: ({ label, provisioning }) => ({ label, provisioning }),
    read: (form) => ({ label: typed(form, 'label'), provisioning: typed(form, 'provisioning') }),
    fields: ({ label, provisioning }, app) =>
      html`${textField({ name: 'label', label: 'Application label', value: label })}
      ${isCatalogueApp(app) ? null : radioField('provisioning', 'Provisioning', choices, provisioning)}`,
    save,
  });
}

/** SAML Settings as set by API, labelled as in the console. */
export function samlSettings({ body }: OktaApp) {
  const signOn = record(body.settings['signOn']);
  const text = (name: string): string => {
    const value = signOn[name];
    return typeof value === 'string' && value !== '' ? value : '—';
  };
  const signed = (name: string): string => (signOn[name] === true ? 'Signed' : 'Unsigned');
  return region(
    'saml',
    'SAML Settings',
    facts([
      ['Single sign-on URL', text('ssoAcsUrl')],
      ['Recipient URL', text('recipient')],
      ['Destination URL', text('destination')],
      ['Audience URI (SP Entity ID)', text('audience')],
      ['Default RelayState', text('defaultRelayState')],
      ['Name ID format', text('subjectNameIdFormat').replace(/^urn:oasis:.*:nameid-format:/, '')],
      ['Response', signed('responseSigned')],
      ['Assertion Signature', signed('assertionSigned')],
      ['Signature Algorithm', text('signatureAlgorithm')],
      ['Digest Algorithm', text('digestAlgorithm')],
    ]),
  );
}
