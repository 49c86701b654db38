import { authenticate, emailType, optionalEmail, scim, updateNow } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { AppChoice, MappingChoice, NamedUser } from '../../shared/snapshot';
import { mappedAttribute, toAppSettings } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { Summary, SummarySetting } from '../../shared/summary';
import type { Okta } from '../okta/okta';
import type { App, Mapping } from '../okta/types';
import { readApiIntegration } from '../observe/api-integration';
import { relayStateWords, samlPage } from '../steps/app-integration/settings';
import { shownSetting, signOnSettings } from '../steps/app-integration/fields';
import { countCheck } from '../steps/user-names/step';
import { firstNames, nameOf as nameOfUser, readUserNames } from '../observe/user-names';
import type { UserNamesRead } from '../observe/user-names';
import { isShownOn } from '../observe/other-actions';
import { readToApp } from '../observe/to-app';
import { readScim } from '../observe/scim';
import { checksOf, identityChecks, nameCheck } from '../steps/app-integration/checks';
import type { Identity } from '../steps/app-integration/checks';
import { mappingChecks } from '../steps/mapping/wanted';
import { notMapped } from '../steps/mapping/words';
import type { GuidedStepId } from '../../shared/screens';
import type { Check } from '../../shared/plan';

/** One setting as Okta shows it now, beside what it has to be. */
export interface ReadSetting extends Pick<SummarySetting, 'setting' | 'expected' | 'source'> {
  /** Null: Okta does not show it. */
  actual: string | null;
  /** The guided step whose word counts where Okta shows nothing; null when there is none. */
  step: GuidedStepId | null;
  /** Of people whom it counts, the first by name, of those who are wrong if anybody is; for the list of what is left. */
  who?: string;
  /** A repair of assignments restores it, at least of some of those whom it is about. */
  isRepaired?: boolean;
  /** What of the test user proves it where Okta shows nothing: that an account is there with their values, or that it was made. */
  provenBy: 'arrival' | 'creation' | null;
  /** What to do when it is not as expected; null when there is nothing more to say. */
  next: string | null;
}

/** What was chosen for a set-up: with it, what every setting has to be. */
export interface SettingChoices {
  target: Target;
  app: AppChoice;
  mapping: MappingChoice;
  /** Settings of single sign-on that the article leaves open, as this set-up left or found them. */
  kept: ReadonlyMap<SettingId, string>;
  /** The features of an app integration have shown SCIM in this org, so their silence means that it is off. */
  featuresShowScim: boolean;
  /** Of those whose user name is not their email, the ids of whom a plan that was applied said to leave as they are. */
  keptUserNames: (differing: readonly NamedUser[]) => readonly string[];
  /** Ids of people who are to be answered by name; none where it is left out. */
  asked?: ReadonlySet<string>;
  /** Okta's ids of the users of tests that say themselves what is to be done about them; none where it is left out. */
  testers?: ReadonlySet<string>;
  /** What its creation or adoption by this set-up has set. `label` null: it has whatever name it has. */
  identity: Identity;
}

/**
 * Reads every setting of the app integration afresh; only reads. `mappings`: empty for the pre-built app, whose mapping is not
 * looked at. @throws AppFailure when Okta cannot be asked.
 */
export async function readSettings(
  okta: Okta,
  app: App,
  choices: SettingChoices,
): Promise<
  { settings: ReadSetting[]; mappings: Mapping[]; asked: NamedUser[] } & Pick<UserNamesRead, 'toRepair'> &
    Pick<Summary, 'people' | 'keptUserNames'>
> {
  const { target, identity } = choices;
  const [{ boxes }, own, { differing, asked, ...people }] = await Promise.all([
    readToApp(okta, app),
    target.app === 'catalogue' ? apiIntegration(okta, app) : customSettings(okta, app, choices),
    readUserNames(okta, app.id, choices.asked, choices.testers),
  ]);
  const keptUserNames = [...choices.keptUserNames(differing)];
  const settings: ReadSetting[] = [
    ...('subdomain' in identity ? [] : [nameOf(app, identity.label)]),
    ...identityChecks(app, identity).map(fromCheck),
    ...checksOf(app, target, choices.app).map((check): ReadSetting => {
      const read = fromCheck(check);
      // The article asks for it in the pre-built app; of a custom one it says nothing.
      return target.app === 'catalogue' && check.setting === 'user-name-format'
        ? { ...read, source: 'article' }
        : read;
    }),
    ...keptSettings(app, choices),
    userNamesSetting(target, differing, new Set(keptUserNames)),
    ...own.provisioning,
    ...toAppSettings.map((setting, index): ReadSetting => {
      const box = boxes?.[index];
      const actual = box === undefined ? null : box ? 'on' : 'off';
      return {
        setting,
        expected: 'on',
        actual,
        source: 'article',
        step: 'to-app',
        // A user who is created proves Create Users; updates and deactivations were not tried.
        provenBy: index === 0 ? 'creation' : null,
        next: 'Provisioning tab, To App, Edit, tick it, Save.',
      };
    }),
    ...own.mapping,
  ];
  return {
    settings: target.inArticle ? settings : settings.map(outsideArticle),
    people: { assigned: people.assigned, neverSent: people.neverSent, failed: people.failed },
    toRepair: people.toRepair,
    keptUserNames,
    mappings: own.readable,
    asked,
  };
}

/** The article does not have this way: what it asks for elsewhere, help pages name here. */
const outsideArticle = (read: ReadSetting): ReadSetting =>
  read.source === 'article' ? { ...read, source: 'help pages' } : read;

/** Nobody chose the name of one that was there before. */
const nameOf = (app: App, label: string | null): ReadSetting => {
  const read = fromCheck(nameCheck(app, label ?? app.label));
  return label === null ? { ...read, source: 'okta default' } : read;
};

/** The pre-built app brings its own settings of single sign-on, which are to stay as they were found. */
export const openSettings: Record<Target['app'], readonly SettingId[]> = {
  custom: ['sign-on.force-authn', 'sign-on.single-logout', 'sign-on.attribute-statements'],
  catalogue: signOnSettings,
};

/** The set-up of a custom app has no step for it. */
function userNamesSetting(
  { app }: Target,
  differing: readonly NamedUser[],
  kept: ReadonlySet<string>,
): ReadSetting {
  const check = fromCheck(countCheck(differing, kept));
  const wrong = differing.filter(({ userId }) => !kept.has(userId));
  const left = differing.length - wrong.length;
  // The count is of both.
  const beside =
    wrong.length > 0 && left > 0
      ? `, beside ${left === 1 ? 'one' : left.toLocaleString('en')} whom a plan left`
      : '';
  const counted = wrong.length === 0 ? differing : wrong;
  // The article asks for none; whom a plan leaves, whoever approved it chose.
  const source = kept.size === 0 ? 'article' : 'choice';
  const read: ReadSetting = { ...check, source, who: `${firstNames(counted.map(calledOf))}${beside}` };
  if (app === 'catalogue') return read;
  const isRepaired = wrong.some(({ provisioned }) => !provisioned);
  const ways = [
    ...(isRepaired ? ['Who never arrived gets the email by “Repair assignments” on “Rollout”.'] : []),
    ...(wrong.some(({ provisioned }) => provisioned)
      ? [`Whoever arrived gets it by ${updateNow}: it is on the tab Sign On in Okta.`]
      : []),
    'Of two who share an email, change one’s in Okta first.',
  ];
  return { ...read, isRepaired, next: ways.join(' ') };
}

const calledOf = (user: NamedUser): string => user.name || nameOfUser(user);

/** Compared with what was kept alone: a value that is only read now tells nothing. */
function keptSettings(app: App, { target, kept }: SettingChoices): ReadSetting[] {
  return openSettings[target.app].flatMap((setting): ReadSetting[] => {
    const expected = kept.get(setting);
    if (expected === undefined) return [];
    const actual = shownSetting(app, setting);
    return [
      { setting, expected, actual, source: 'okta default', step: null, provenBy: null, next: samlPage },
    ];
  });
}

/** What a custom app and the pre-built one do not have in common. */
interface OwnSettings {
  provisioning: ReadSetting[];
  mapping: ReadSetting[];
  /** Of which `mapping` was read. */
  readable: Mapping[];
}

async function customSettings(
  okta: Okta,
  app: App,
  { target, mapping: choice, featuresShowScim }: SettingChoices,
): Promise<OwnSettings> {
  const [{ readable }, schema] = await Promise.all([okta.mappings(app.id), okta.appUserSchema(app.id)]);
  const { on } = await readScim(app, featuresShowScim, () => Promise.resolve(schema));
  const provisioning: ReadSetting = {
    setting: 'scim',
    expected: 'SCIM',
    actual: on === null ? null : on ? 'SCIM' : 'None',
    source: 'article',
    step: 'scim-on',
    provenBy: 'arrival',
    next: 'General tab, App Settings, Edit, Provisioning: SCIM, or the check box Enable SCIM provisioning.',
  };
  return {
    provisioning: [
      provisioning,
      ...connectionSettings(target).map((read) =>
        isShownOn(app, read.setting) ? { ...read, actual: 'on' } : read,
      ),
    ],
    mapping: mappingChecks(readable, schema, choice).map(fromCheck),
    readable,
  };
}

/** The pre-built app has an API integration in place of address and token, and its mapping is left as it is. */
async function apiIntegration(okta: Okta, app: App): Promise<OwnSettings> {
  const { on } = await readApiIntegration(okta, app);
  const setting: ReadSetting = {
    setting: 'api-integration',
    // That it was authenticated, Okta shows nowhere.
    expected: 'enabled',
    actual: on === null ? null : on ? 'enabled' : 'not enabled',
    source: 'article',
    step: 'authenticate',
    provenBy: 'arrival',
    next: `Provisioning tab, ${authenticate.configure}, ${authenticate.enable}, ${authenticate.button}, Save.`,
  };
  return { provisioning: [setting], mapping: [], readable: [] };
}

/** Okta's public API shows none of these, but that an action is on which is to stay off. Source: Okta facts, section 1. */
export function connectionSettings({ scimBaseUrl }: Target): ReadSetting[] {
  if (scimBaseUrl === null) return [];
  const settings = [
    ['connection.base-url', scimBaseUrl, 'arrival'],
    ['connection.unique-identifier', scim.uniqueIdentifier, 'arrival'],
    ['connection.push-new-users', 'on', 'creation'],
    ['connection.push-profile-updates', 'on', null],
    ['connection.import-users', 'off', null],
    ['connection.push-groups', 'off', null],
    ['connection.import-groups', 'off', null],
    ['connection.authentication-mode', scim.authenticationMode, 'arrival'],
    ['connection.authorization', 'a token made in Oktopost (Okta shows it to nobody)', 'arrival'],
  ] as const;
  return settings.map(([setting, expected, provenBy]) => ({
    setting,
    expected,
    actual: null,
    source: 'article',
    step: 'connection',
    provenBy,
    next: 'Provisioning tab, Integration.',
  }));
}

function fromCheck({ setting, expected, actual, next }: Check): ReadSetting {
  const source = sourceOf(setting, expected);
  return { setting, expected, actual, source, step: null, provenBy: null, next };
}

/** Who asks for a setting of the app integration or its mapping. */
function sourceOf(setting: SettingId, expected: string): SummarySetting['source'] {
  switch (setting) {
    case 'sign-on.relay-state':
      return expected === relayStateWords('none') ? 'article' : 'choice';
    case 'app.sign-in-method':
    case 'app.type':
    case 'sign-on.acs-url':
    case 'sign-on.audience':
      return 'article';
    case 'app.name':
      return 'choice';
    case 'app.admin-note':
      return 'assistant';
    case 'sign-on.name-id':
    case 'sign-on.name-id-format':
    case 'user-name-format':
    // User name and email stay identical only where the user name follows a change.
    case 'user-name-format.update-on':
      return 'help pages';
    default:
      return ofMapping(mappedAttribute(setting), expected);
  }
}

/** The article leaves it to the admin whether the email stays mapped, and its type with it. */
function ofMapping(attribute: string | null, expected: string): SummarySetting['source'] {
  if (attribute === null) return 'okta default';
  const isEmail = attribute === optionalEmail.name || attribute === emailType.name;
  return isEmail && expected !== notMapped ? 'choice' : 'article';
}
