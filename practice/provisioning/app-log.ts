import { boxesAmong, loggedSettings } from '../world/logged-settings';
import type { LoggedBox } from '../world/logged-settings';
import type { LogEntry, LoggedValue, OktaApp } from '../world/state';
import type { World } from '../world/world';
import { callerActor, appTarget } from './system-log';

/** Event type and legacy type as Okta pairs them, and Okta's title. Source: Okta as recorded, R2 and section 2. */
const events = {
  create: ['application.lifecycle.create', 'app.app_editor.app.create', 'Create application'],
  update: ['application.lifecycle.update', 'app.generic.config.app_updated', 'Update application'],
  delete: ['application.lifecycle.delete', 'app.generic.config.app_deleted', 'Delete application'],
  activate: ['application.lifecycle.activate', 'app.generic.config.app_activated', 'Activate application'],
  deactivate: [
    'application.lifecycle.deactivate',
    'app.generic.config.app_deactivated',
    'Deactivate application',
  ],
} as const;

/** What Okta writes for a To App box that was ticked or unticked. Source: Okta as recorded, R2. */
const messages: Record<LoggedBox, { on: string; off: string }> = {
  create_users: { on: 'Pushing new users', off: 'Importing new users' },
  update_user_attributes: { on: 'Pushing user profile changes', off: 'Importing user profile changes' },
  deactivate_users: {
    on: 'Deprovisioning unassigned users',
    off: 'Stop deprovisioning unassigned users',
  },
};

type Details = Pick<LogEntry, 'debugData'> & {
  reason: string | null;
  changeDetails?: LogEntry['target'][number]['changeDetails'];
};

/** Call it after the app integration was changed, in the console or by API: what is new is found by itself. */
export function logAppChange(world: World, app: OktaApp, action: keyof typeof events): void {
  const [eventType, legacyEventType, displayMessage] = events[action];
  const now = loggedSettings(app);
  const entries = action === 'update' ? detailsOf(world, changesTo(now, app.logged)) : [none];
  app.logged = now;
  for (const { reason, changeDetails, debugData } of entries) {
    world.log({
      eventType,
      legacyEventType,
      severity: 'INFO',
      displayMessage,
      outcome: { result: 'SUCCESS', reason },
      actor: callerActor(world),
      target: [{ ...appTarget(app), ...(changeDetails === undefined ? {} : { changeDetails }) }],
      ...(debugData === undefined ? {} : { debugData }),
    });
  }
}

const none: Details = { reason: null };

interface Changes {
  from: Record<string, LoggedValue>;
  to: Record<string, LoggedValue>;
}

function changesTo(now: Record<string, LoggedValue>, before: Record<string, LoggedValue> = now): Changes {
  const names = Object.keys(now).filter((name) => (now[name] ?? null) !== (before[name] ?? null));
  const of = (values: Record<string, LoggedValue>): Record<string, LoggedValue> =>
    Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { from: of(before), to: of(now) };
}

/** One event for all changes, or one for each box, or one that tells nothing. */
function detailsOf(world: World, changes: Changes): Details[] {
  switch (world.options.profile.logDetails) {
    case 'none':
      return [none];
    case 'changes':
      return [Object.keys(changes.to).length === 0 ? none : { reason: null, changeDetails: changes }];
    case 'messages': {
      const told = boxesAmong(changes.to).map((name): Details => {
        const customMessage = messages[name][changes.to[name] === true ? 'on' : 'off'];
        return { reason: customMessage, debugData: { customMessage } };
      });
      return told.length === 0 ? [none] : told;
    }
  }
}
