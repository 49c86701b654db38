import { record, templateOf } from './people';
import type { LoggedValue, OktaApp } from './state';

const boxes = ['create_users', 'update_user_attributes', 'deactivate_users'] as const;
export type LoggedBox = (typeof boxes)[number];

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The settings of an app integration that Okta's `changeDetails` declares, under the names there. Source: Okta as recorded, R1;
 * how a value is written is unknown.
 */
export function loggedSettings(app: OktaApp): Record<string, LoggedValue> {
  const { label, signOnMode, provisioning, toApp, body } = app;
  const signOn = record(body.settings['signOn']);
  return {
    label,
    sign_on_mode: signOnMode,
    admin_app_notes: text(record(body.settings['notes'])['admin']),
    username_format: templateOf(app),
    sso_acs_url_override: text(signOn['ssoAcsUrl']),
    audience_override: text(signOn['audience']),
    recipient_override: text(signOn['recipient']),
    destination_override: text(signOn['destination']),
    custom_user_management_support: provisioning !== 'NONE',
    create_users: toApp.create,
    update_user_attributes: toApp.update,
    deactivate_users: toApp.deactivate,
  };
}

/** The To App boxes among settings that changed. */
export const boxesAmong = (changed: Record<string, unknown>): LoggedBox[] =>
  boxes.filter((name) => Object.hasOwn(changed, name));
