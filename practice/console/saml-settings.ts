import { logAppChange } from '../provisioning/app-log';
import { facts, refusal, selectField, textField, typed } from '../web/fields';
import type { Choice } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import { readUrl } from '../web/read-url';
import { isObject, record } from '../world/people';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { defineCard } from './card';
import type { Card } from './card';

const texts = [
  ['ssoAcsUrl', 'Single sign-on URL'],
  ['recipient', 'Recipient URL'],
  ['destination', 'Destination URL'],
  ['audience', 'Audience URI (SP Entity ID)'],
  ['defaultRelayState', 'Default RelayState'],
] as const;
type TextName = (typeof texts)[number][0];

const signed: readonly Choice[] = [
  { value: 'true', label: 'Signed' },
  { value: 'false', label: 'Unsigned' },
];
const format = (name: string): Choice => {
  const version = name === 'persistent' || name === 'transient' ? '2.0' : '1.1';
  return { value: `urn:oasis:names:tc:SAML:${version}:nameid-format:${name}`, label: name };
};
const selects = [
  [
    'subjectNameIdFormat',
    'Name ID format',
    ['unspecified', 'emailAddress', 'x509SubjectName', 'persistent', 'transient'].map(format),
  ],
  ['responseSigned', 'Response', signed],
  ['assertionSigned', 'Assertion Signature', signed],
  [
    'signatureAlgorithm',
    'Signature Algorithm',
    [
      { value: 'RSA_SHA256', label: 'RSA-SHA256' },
      { value: 'RSA_SHA1', label: 'RSA-SHA1' },
    ],
  ],
  [
    'digestAlgorithm',
    'Digest Algorithm',
    [
      { value: 'SHA256', label: 'SHA256' },
      { value: 'SHA1', label: 'SHA1' },
    ],
  ],
] as const satisfies readonly (readonly [string, string, readonly Choice[]])[];
type SelectName = (typeof selects)[number][0];

interface Attribute {
  name: string;
  value: string;
}

interface Draft {
  settings: Record<TextName | SelectName, string>;
  attributes: readonly Attribute[];
}

/** Attribute statements that can be entered. */
const maxAttributes = 5;
const signOnOf = ({ body }: OktaApp): Record<string, unknown> => record(body.settings['signOn']);

/** General > SAML Settings. In Okta *Edit* opens the wizard again; here it is a form in place. */
export function samlSettingsCard(world: World): Card {
  return defineCard<Draft>({
    key: 'saml',
    title: 'SAML Settings',
    editLabel: 'Edit SAML Settings',
    hash: 'tab-general',
    shown: samlFacts,
    draftOf,
    read: (form) => ({
      settings: valuesOf((name) => typed(form, name)),
      attributes: Array.from({ length: maxAttributes }, (_, index) => ({
        name: typed(form, `attributeName${String(index)}`),
        value: typed(form, `attributeValue${String(index)}`),
      })).filter(({ name, value }) => name !== '' || value !== ''),
    }),
    fields: ({ settings, attributes }) =>
      html`${texts.map(([name, label]) => textField({ name, label, value: settings[name] }))}
        ${selects.map(([name, label, choices]) => selectField(name, label, choices, settings[name]))}
        <fieldset>
          <legend>Attribute Statements</legend>
          ${attributeFields(attributes)}
        </fieldset>`,
    save: (draft, app) => {
      const problem = problemOf(draft);
      if (problem !== null) return refusal(problem);
      const { settings, attributes } = draft;
      Object.assign(signOnOf(app), settings, {
        defaultRelayState: settings.defaultRelayState === '' ? null : settings.defaultRelayState,
        responseSigned: settings.responseSigned === 'true',
        assertionSigned: settings.assertionSigned === 'true',
        attributeStatements: [...otherStatements(app), ...attributes.map(statement)],
      });
      app.lastUpdated = world.now().toISOString();
      logAppChange(world, app, 'update');
      world.save();
      return null;
    },
  });
}

/** The settings read-only, labelled as in the console. */
export function samlFacts(app: OktaApp): Html {
  const { settings, attributes } = draftOf(app);
  return facts([
    ...texts.map(([name, label]) => [label, settings[name] === '' ? '—' : settings[name]] as const),
    ...selects.map(([name, label, choices]) => {
      const chosen: Choice | undefined = choices.find(({ value }) => value === settings[name]);
      return [label, chosen?.label ?? settings[name]] as const;
    }),
    [
      'Attribute Statements',
      attributes.map(({ name, value }) => `${name} = ${value}`).join(', ') || 'None',
    ] as const,
  ]);
}

function attributeFields(attributes: readonly Attribute[]): Html {
  const rows = Math.min(maxAttributes, attributes.length + 1);
  return html`${Array.from({ length: rows }, (_, index) => {
    const number = String(index + 1);
    const { name = '', value = '' } = attributes[index] ?? {};
    return html`${textField({ name: `attributeName${String(index)}`, label: `Name ${number}`, value: name })}
    ${textField({ name: `attributeValue${String(index)}`, label: `Value ${number}`, value, hint: 'Such as user.email' })}`;
  })}`;
}

function draftOf(app: OktaApp): Draft {
  const signOn = signOnOf(app);
  return {
    settings: valuesOf((name) => {
      const value = signOn[name];
      return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
    }),
    attributes: statementsOf(app)
      .filter(isExpression)
      .map(({ name, values }) => ({
        name: String(name),
        value: Array.isArray(values) ? values.join(', ') : '',
      })),
  };
}

const valuesOf = (value: (name: TextName | SelectName) => string): Draft['settings'] => ({
  ssoAcsUrl: value('ssoAcsUrl'),
  recipient: value('recipient'),
  destination: value('destination'),
  audience: value('audience'),
  defaultRelayState: value('defaultRelayState'),
  subjectNameIdFormat: value('subjectNameIdFormat'),
  responseSigned: value('responseSigned'),
  assertionSigned: value('assertionSigned'),
  signatureAlgorithm: value('signatureAlgorithm'),
  digestAlgorithm: value('digestAlgorithm'),
});

function statementsOf(app: OktaApp): Record<string, unknown>[] {
  const statements = signOnOf(app)['attributeStatements'];
  return Array.isArray(statements) ? statements.filter(isObject) : [];
}

const isExpression = ({ type }: Record<string, unknown>): boolean => type !== 'GROUP';

/** Group statements have fields that this form does not show: they stay. */
const otherStatements = (app: OktaApp) => statementsOf(app).filter((each) => !isExpression(each));

const statement = ({ name, value }: Attribute) => ({
  type: 'EXPRESSION',
  name,
  namespace: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
  values: [value],
});

function problemOf({ settings, attributes }: Draft): string | null {
  for (const [name, label] of texts.slice(0, 3)) {
    if (readUrl(settings[name]) === null) return `${label}: must be an address`;
  }
  if (settings.audience === '') return 'Audience URI (SP Entity ID): The field cannot be left blank';
  for (const [name, label, choices] of selects) {
    if (!choices.some(({ value }) => value === settings[name]))
      return `${label}: choose one of those offered`;
  }
  if (settings.responseSigned === 'false' && settings.assertionSigned === 'false') {
    return 'Assertion Signature: response or assertion has to be signed';
  }
  return attributes.some(({ name, value }) => name === '' || value === '')
    ? 'Attribute Statements: an attribute has a name and a value'
    : null;
}
