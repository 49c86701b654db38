import type { Profile } from '../../practice/profile';
import type { TestOrg } from '../../practice/testing/test-org';
import type { Admin } from '../../main/testing/admin';
import type { Destination } from '../../shared/oktopost';
import {
  adminConsole,
  adopt,
  assign,
  certificate,
  colleague,
  colleaguesApp,
  contractors,
  createApp,
  label,
  mapping,
  smallTeam,
  tile,
  toApp,
  unassign,
  undo,
  userNames,
  wholeLife,
} from './stages';
import { repair, rollout, takeBack } from './rollout-stages';
import type { Stage } from './stages';

/** A set-up from its first request to its last. */
export interface Scenario {
  name: string;
  destination: Destination;
  stages: readonly Stage[];
  /** Name of the first stage whose requests get faults; those before it are covered by another scenario. */
  from?: string;
  /** How this org differs from the likely one. */
  profile?: Partial<Profile>;
  /** Only these kinds of fault, where the others are handled by code that another scenario covers. */
  kinds?: readonly string[];
  /** What a colleague does just before the first write request is sent. */
  concurrently?: (org: TestOrg) => Promise<void>;
}

export async function begin(admin: Admin, { destination }: Scenario): Promise<void> {
  await admin.call('session.chooseMode', { mode: 'practice' });
  await admin.call('destination.choose', { destination, region: 'us', label });
  await admin.call('okta.usePracticeToken', {});
}

/** For plans of the same engine as those of the first scenarios: what is of their own is where they go on. */
const whereItGoesOn: readonly string[] = [
  'reset after the effect',
  '500 until the new start',
  '403',
  'killed before the journal entry',
  'killed between entry and request',
  'killed after the request',
];

/** Between them they send every write request of the assistant. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'custom app',
    destination: 'board',
    stages: [contractors, createApp, tile, adminConsole, toApp, mapping, assign, unassign],
  },
  { name: 'adopted app', destination: 'board', stages: [colleague, adopt] },
  {
    name: 'a duplicate created concurrently',
    destination: 'board',
    stages: [createApp],
    concurrently: colleaguesApp,
  },
  {
    name: 'undo of a custom app',
    destination: 'board',
    stages: [createApp, adminConsole, toApp, mapping, assign, undo],
    from: undo.name,
  },
  {
    name: 'undo of an adopted app',
    destination: 'board',
    stages: [contractors, colleague, adopt, adminConsole, toApp, mapping, certificate, assign, undo],
    from: undo.name,
  },
  {
    name: 'life cycle',
    destination: 'board',
    stages: [createApp, adminConsole, toApp, mapping, wholeLife],
    from: wholeLife.name,
    profile: { builtInPushStatus: 'kept' },
    kinds: whereItGoesOn,
  },
  {
    name: 'a new certificate',
    destination: 'board',
    stages: [createApp, adminConsole, certificate],
    from: certificate.name,
    kinds: whereItGoesOn,
  },
  {
    name: 'rollout',
    destination: 'board',
    stages: [createApp, adminConsole, toApp, repair, rollout, takeBack],
    from: repair.name,
    kinds: whereItGoesOn,
  },
  {
    name: 'admin application',
    destination: 'admin-application',
    stages: [smallTeam, createApp, userNames, undo],
  },
];
