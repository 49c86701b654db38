import { AppFailure } from '../../../shared/errors';
import { toAppSettings } from '../../../shared/settings';
import type { App } from '../../okta/types';
import { countAssignments } from '../../observe/assignment-count';
import { readPresentApp } from '../../observe/present-app';
import { defineStep, draftOf } from '../../plans/step';
import type { ToAppState } from '../../observe/to-app';
import { readToApp } from '../../observe/to-app';
import { checkOf } from '../../../shared/plan';
import type { AssignmentCount } from '../../../shared/plan';

interface Observed {
  app: App;
  state: ToAppState;
  assigned: AssignmentCount | null;
}

interface Mutation {
  appId: string;
  /** Null: Okta does not show them. */
  boxes: ToAppState['boxes'];
}

const onOff = (on: boolean): string => (on ? 'on' : 'off');

/** The one try to tick the To App boxes by API. Okta documents it for a few catalogue apps only. Source: Okta facts, section 1. */
export const toAppStep = defineStep<Record<never, never>, Observed, Mutation>({
  observe: async ({ okta, session }, _settings, purpose) => {
    const app = await readPresentApp(okta, session());
    const [state, assigned] = await Promise.all([
      readToApp(okta, app),
      purpose === 'preview' ? countAssignments(okta, app.id) : null,
    ]);
    return { app, state, assigned };
  },

  plan: ({ app, state, assigned }) => {
    const on = state.boxes?.every(Boolean) ?? false;
    return draftOf(
      [
        {
          mutation: on ? null : { appId: app.id, boxes: state.boxes },
          change: {
            id: 'to-app',
            title: 'Turn on Create Users, Update User Attributes and Deactivate Users',
            verb: on ? 'keep' : 'update',
            rows: toAppSettings.map((setting, index) => {
              const box = state.boxes?.[index];
              return {
                setting,
                now: box === undefined ? 'not reported by Okta' : onOff(box),
                after: 'on',
                verb: box === true ? 'keep' : 'change',
                note: null,
              };
            }),
            warnings: [
              'From then on Okta’s values overwrite Oktopost’s for every assigned user, and unassigning a user deactivates the Oktopost account.',
            ],
            pushes: 0,
            undo:
              state.boxes === null
                ? 'Not by the assistant: Okta does not show how the boxes were. You untick them in Provisioning, To App.'
                : 'The assistant sets the boxes as they were. If Okta does not take that, you untick them in Provisioning, To App.',
            irreversibleEffect: null,
          },
        },
      ],
      {
        assigned,
        warnings: [
          'Okta documents this request for some apps of its catalog only. If it refuses, nothing is changed and you tick the boxes by hand.',
        ],
      },
    );
  },

  beforeAndAfter: ({ appId, boxes }) => ({ appId, toAppBefore: boxes, toAppAfter: [true, true, true] }),

  apply: async ({ okta, session }, { appId }) => {
    const answer = await okta.enableProvisioningFeature(appId);
    const details = { answer };
    const { statedAt, statedBy } = session();
    // Whoever has the assistant tick them does not count on their own word of before any more.
    const unstated = { statedAt: { ...statedAt, 'to-app': null }, statedBy: { ...statedBy, 'to-app': null } };
    return answer === 'refused'
      ? { details, remember: { toAppByApi: answer, ...unstated }, refusal: notByApi() }
      : { details, remember: { toAppByApi: answer, changedSomething: true } };
  },

  verify: async ({ okta, session }) => {
    const app = await readPresentApp(okta, session());
    const { boxes } = await readToApp(okta, app);
    return toAppSettings.map((setting, index) => {
      const box = boxes?.[index];
      return checkOf({
        setting,
        expected: 'on',
        actual: box === undefined ? null : onOff(box),
        next: 'Provisioning tab, To App, Edit, tick it, Save.',
      });
    });
  },
});

const notByApi = (): AppFailure =>
  new AppFailure({
    code: 'okta-refused',
    message: 'Okta does not allow this by API for this app integration. Nothing was changed.',
    owner: 'okta-admin',
    next: 'Tick the three boxes by hand, as described on this page.',
  });
