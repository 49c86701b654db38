import type { Check } from '../../shared/setup';
import { oktaFeatures, regions, scim, toAppOptions } from '../../shared/oktopost';
import { summarySchema } from '../../shared/summary';
import type { KnownBy, Summary, SummarySetting } from '../../shared/summary';
import type { Okta } from '../okta/types';
import type { Ports } from '../ports';
import type { Session } from '../setup/session';
import { requireApp } from '../setup/step';
import { checksOf } from '../setup/steps/app-integration';
import { mappingChecks } from '../setup/steps/mapping';
import { gone, readToApp } from '../setup/steps/to-app';
import { requireRegion } from '../api/steps';

interface SummaryParts {
  okta: Okta;
  session: Session;
  ports: Pick<Ports, 'version' | 'clock'>;
}

/**
 * Reads the org afresh and says of each setting what it is and how that is known. What Okta does not show is known by the
 * test user, else by the admin's word, else not at all. Holds no secret.
 */
export async function buildSummary({ okta, session, ports }: SummaryParts): Promise<Summary> {
  const { id } = requireApp(session);
  const region = requireRegion(session);
  const app = await okta.app(id);
  if (app === null) throw gone();
  const [toApp, mapping, schema] = await Promise.all([
    readToApp(okta, app),
    okta.mapping(id),
    okta.appUserSchema(id),
  ]);
  const at = ports.clock.now().toISOString();
  const readBack: KnownBy = { how: 'read-back', at };
  const proven = provenBy(session);
  const unread = (step: 'scim-on' | 'connection' | 'to-app'): KnownBy => {
    const stated = session.statedAt[step];
    if (proven !== null) return proven;
    return stated === null ? { how: 'unknown' } : { how: 'stated', at: stated };
  };

  const scimShown = app.features.includes(oktaFeatures.scim);
  const scimOn = scimShown || unread('scim-on').how !== 'unknown';
  const connectionValue = (expected: string): string =>
    unread('connection').how === 'unknown' ? 'not known' : expected;
  const connection = (
    [
      ['SCIM connector base URL', regions[region].boardScimBaseUrl],
      ['Unique identifier field for users', scim.uniqueIdentifier],
      ['Supported provisioning actions', scim.supportedActions.join(', ')],
      ['Authentication Mode', scim.authenticationMode],
      ['Authorization', 'a token made in Oktopost (not part of this summary)'],
    ] as const
  ).map(([setting, expected]): SummarySetting => ({
    area: 'provisioning',
    setting,
    value: connectionValue(expected),
    expected,
    source: 'article',
    known: unread('connection'),
  }));

  const settings: SummarySetting[] = [
    ...checksOf(app, region).map((check) => settingOf(check, 'app', readBack)),
    {
      area: 'provisioning',
      setting: 'Provisioning',
      value: scimOn ? 'SCIM' : 'not known',
      expected: 'SCIM',
      source: 'article',
      known: scimShown || session.readBackAt['scim-on'] !== null ? readBack : unread('scim-on'),
    },
    ...connection,
    ...toAppOptions.map((setting, index): SummarySetting => {
      const box = toApp.boxes?.[index];
      const known = box === undefined ? unread('to-app') : readBack;
      const value = box === undefined ? (known.how === 'unknown' ? 'not known' : 'on') : box ? 'on' : 'off';
      return { area: 'to-app', setting, value, expected: 'on', source: 'article', known };
    }),
    ...mappingChecks(mapping, schema, session.mapping.choice).map((check) =>
      settingOf(check, 'mapping', readBack),
    ),
  ];

  return summarySchema.parse({
    kind: 'oktopost-okta-summary',
    version: 1,
    made: at,
    assistant: ports.version,
    practice: session.mode === 'practice',
    destination: session.destination ?? 'board',
    region,
    org: { url: okta.orgUrl, name: session.org?.name ?? null },
    app: { id: app.id, label: app.label, status: app.status },
    settings,
    test: testOf(session),
    left: leftToDo(session, settings),
  } satisfies Summary);
}

function settingOf(check: Check, area: SummarySetting['area'], readBack: KnownBy): SummarySetting {
  return {
    area: area === 'app' && !['Status'].includes(check.setting) ? 'single-sign-on' : area,
    setting: check.setting,
    value: check.actual ?? 'not known',
    expected: check.expected,
    source: sourceOf(check.setting, area),
    known: check.actual === null ? { how: 'unknown' } : readBack,
  };
}

const articleSettings = ['Single sign-on URL', 'Audience URI (SP Entity ID)', 'Default RelayState'];
const helpPageSettings = ['Name ID', 'Name ID format', 'Application username format'];

function sourceOf(setting: string, area: SummarySetting['area']): SummarySetting['source'] {
  if (area === 'mapping' || articleSettings.includes(setting)) return 'article';
  return helpPageSettings.includes(setting) ? 'help pages' : 'okta default';
}

function provenBy({ test }: Session): KnownBy | null {
  if (test.state !== 'passed' || test.user === null || test.endedAt === null) return null;
  return { how: 'proven-by-test', user: test.user.login, at: test.endedAt };
}

function testOf({ test }: Session): Summary['test'] {
  if (test.user === null) return null;
  return {
    user: test.user,
    result: test.state === 'passed' ? 'passed' : test.state === 'failed' ? 'failed' : 'not-finished',
    verdict: test.verdict,
    at: test.endedAt ?? test.assignedAt,
    rows: test.rows,
    decision: test.decision,
    logEventIds: test.timeline.flatMap(({ eventId }) => (eventId === null ? [] : [eventId])),
  };
}

function leftToDo(session: Session, settings: readonly SummarySetting[]): string[] {
  const left = settings
    .filter(({ value, expected }) => value !== expected)
    .map(({ setting, value, expected }) => `${setting}: is "${value}", should be "${expected}".`);
  if (session.test.state !== 'passed') left.push('Test one user: it has not passed yet.');
  if (session.test.state === 'passed' && session.test.decision === 'open') {
    left.push('Decide whether the test user stays assigned.');
  }
  left.push('Assign the people or groups that Oktopost is for.');
  left.push('Keep user name and email identical in Okta for everyone who is assigned.');
  left.push('Revoke the Okta API token of this set-up when you are done.');
  return left;
}
