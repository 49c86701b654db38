import type { Target } from '../../../shared/oktopost';
import type { GuidedWords } from '../../words/guided';

export const words = {
  title: 'Tick the To App boxes',
  lead: 'Ticking these boxes sends nobody yet. From then on Okta overwrites Oktopost’s values, and unassigning deactivates accounts.',
  path: ['Applications', 'Provisioning', 'To App', 'Edit'],
  link: 'Open To App in Okta',
  drawing:
    'Okta’s Admin Console, the Provisioning tab of the app integration, To App. 1 is Edit at Provisioning to App, 2 the boxes Create Users, Update User Attributes and Deactivate Users, 3 Save.',
  actions: {
    open: 'Open the Provisioning tab, To App, and choose Edit.',
    tick: 'Tick Enable at three boxes.',
    save: 'Choose Save.',
  },
  leaveOff: {
    label: 'Sync Password',
    reason: 'Not in Oktopost’s article.',
  },
  missing: {
    title: 'A box or To App itself is missing',
    drawing: 'The Provisioning tab before the connection is saved: Settings shows Integration only.',
    lines: {
      custom: [
        'No To App at all: the connection is not saved yet. Go back to “Connection”.',
        'A box is missing: Create Users needs Push New Users, the other two need Push Profile Updates. Tick those in Integration first, save, and come back.',
        'The connection is saved and To App is still missing: then ask Okta support.',
      ],
      catalogue: [
        'No To App at all: the API integration is not saved yet. Go back to “Authenticate”.',
        'The API integration is saved and a box is missing: Oktopost’s pre-built app offers it or does not. Ask Oktopost support.',
      ],
    } satisfies Record<Target['app'], readonly string[]>,
    ask: 'The SCIM connection is saved, but the Provisioning tab offers no To App with Create Users, Update User Attributes and Deactivate Users.',
  },
  known: {
    'not-looked': 'Okta has not been read yet.',
    'not-yet': 'Okta does not show all boxes as ticked.',
    'read-back': 'Okta says all three boxes are ticked.',
    // One line at every state: a longer one moves what has the keyboard's focus under the bar.
    'cannot-be-read': 'Okta shows none of these boxes yet; later tests prove them.',
    lost: 'The boxes were ticked at the last check, and Okta no longer shows all of them. Tick them again.',
  },
  attempt: {
    title: 'Let the assistant try',
    text: 'Okta documents a request for these boxes, for some apps of its catalog only. The assistant can try it once. If Okta refuses, nothing changes and you tick them by hand.',
    names: { preview: 'Preview the attempt', apply: 'Tick the three boxes', drop: 'No, by hand' },
    worked: 'Okta accepted the request. What it shows now is below.',
    refused: 'Okta refused the request, as expected for most app integrations. Tick the boxes by hand.',
    refusedShort: 'Okta refused the request: tick the boxes by hand.',
  },
} as const satisfies GuidedWords & Record<string, unknown>;
