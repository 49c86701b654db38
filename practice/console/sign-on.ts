import { facts, refusal, selectField, typed } from '../web/fields';
import type { Choice } from '../web/fields';
import { html } from '../web/html';
import { record, templateOf } from '../world/people';
import { logAppChange } from '../provisioning/app-log';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { defineCard } from './card';
import type { Card } from './card';

interface Draft {
  template: string;
  pushStatus: string;
}

const formats: readonly Choice[] = [
  { value: '${source.login}', label: 'Okta username' },
  { value: '${fn:substringBefore(source.login, "@")}', label: 'Okta username prefix' },
  { value: '${source.email}', label: 'Email' },
  { value: '${fn:substringBefore(source.email, "@")}', label: 'Email prefix' },
];

const moments: readonly Choice<'PUSH' | 'DONT_PUSH'>[] = [
  { value: 'DONT_PUSH', label: 'Create only' },
  { value: 'PUSH', label: 'Create and update' },
];

/** A custom template can be kept here, but not created. */
function formatsFor(app: OktaApp): readonly Choice[] {
  const template = templateOf(app);
  const isUsual = formats.some(({ value }) => value === template);
  return isUsual ? formats : [...formats, { value: template, label: `Custom: ${template}` }];
}

const draftOf = (app: OktaApp): Draft => ({
  template: templateOf(app),
  pushStatus:
    record(app.body.credentials['userNameTemplate'])['pushStatus'] === 'PUSH' ? 'PUSH' : 'DONT_PUSH',
});

const labelOf = (choices: readonly Choice[], chosen: string): string =>
  choices.find(({ value }) => value === chosen)?.label ?? chosen;

/** Sign On > Settings: the app user name, and whether it is updated. *Update Now* is for users already assigned. */
export function signOnCard(world: World, actions: ConsoleActions): Card {
  return defineCard<Draft>({
    key: 'signon',
    title: 'Settings',
    editLabel: 'Edit Settings',
    hash: 'tab-signon',
    shown: (app) => {
      const { template, pushStatus } = draftOf(app);
      return facts([
        ['Application username format', labelOf(formatsFor(app), template)],
        ['Update application username on', labelOf(moments, pushStatus)],
      ]);
    },
    act: { label: 'Update Now', run: actions.updateUserNames },
    draftOf,
    read: (form) => ({ template: typed(form, 'template'), pushStatus: typed(form, 'pushStatus') }),
    fields: ({ template, pushStatus }, app) =>
      html`${selectField('template', 'Application username format', formatsFor(app), template)}
      ${selectField('pushStatus', 'Update application username on', moments, pushStatus)}`,
    save: ({ template, pushStatus }, app) => {
      const format = formatsFor(app).find(({ value }) => value === template);
      const moment = moments.find(({ value }) => value === pushStatus);
      if (format === undefined) return refusal('Application username format: choose one of those offered');
      if (moment === undefined) return refusal('Update application username on: choose one of those offered');
      const before = record(app.body.credentials['userNameTemplate']);
      const isSame = before['template'] === format.value;
      app.body.credentials['userNameTemplate'] = {
        ...(isSame ? before : { type: 'BUILT_IN' }),
        template: format.value,
        pushStatus: moment.value,
      };
      app.lastUpdated = world.now().toISOString();
      logAppChange(world, app, 'update');
      world.save();
      return null;
    },
  });
}
