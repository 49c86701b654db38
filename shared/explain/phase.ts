import { ownValue } from '../own-value';

/** What Okta was doing at the app when it failed. */
export type Phase =
  | 'create'
  | 'verify'
  | 'update'
  | 'deactivate'
  | 'reactivate'
  | 'import'
  | 'authenticate'
  /** Groups: creating one, changing one, adding members. Its failures say nothing of a user. */
  | 'group';

/** Okta writes `group` in lower case, people and groups have capitals. */
const groupWork =
  /^(?:\w+ing|create|update|delete|link|rename|push|import)\s(?:(?:the|an?|new)\s)?(?:user\s)?groups?\b|\b[Gg]roup (?:[Pp]ush|[Mm]ember)|\b(?:user\(s\)|users?|members?)\b.{0,80}?\b(?:to|from|of|in)\s(?:(?:the|an?)\s)?(?:user\s)?groups?\b|\bGROUPS?\b/;

/** First match wins; each is looked for at the start of the words after "Error while". */
const verbs: readonly (readonly [Phase, RegExp])[] = [
  ['authenticate', /^(?:re-?)?authenticat|^(?:sign|logg?)(?:ing)? in\b/i],
  ['verify', /^verif|^check|^search|^look|^match|^find|\bif (?:the |a )?user exists/i],
  [
    'deactivate',
    /^(?:push(?:ing)? )?(?:the )?(?:remote )?(?:user )?(?:de-?activat|de-?provision|suspend|disabl|unassign)/i,
  ],
  ['deactivate', /^(?:remov|delet)\w* (?:the |a )?(?:remote )?user/i],
  [
    'reactivate',
    /^(?:push(?:ing)? )?(?:the )?(?:remote )?(?:user )?(?:re-?activat|activat|unsuspend|re-?enabl|enabl)/i,
  ],
  ['create', /^creat|^push(?:ing)? new|^provision|^add(?:ing)? (?:the |an? )?(?:new )?user/i],
  ['import', /^import|^download|^fetch|^pull|^retriev/i],
  ['update', /^updat|^push|^sync|^modif|^chang/i],
];

/** The phase in the words that follow "Error while" or "Failed to". Null: none that is known. */
export function phaseOfWords(words: string): Phase | null {
  if (groupWork.test(words)) return 'group';
  return verbs.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** The phase in what failed by name: "profile push", "provisioning". Provisioning as such is any of them, so it is none. */
export function phaseOfOpening(words: string): Phase | null {
  if (/\bgroup/i.test(words)) return 'group';
  if (/\bprofile\b|\bupdate\b/i.test(words)) return 'update';
  if (/\bde-?provision|\bde-?activat/i.test(words)) return 'deactivate';
  if (/\bre-?activat/i.test(words)) return 'reactivate';
  return /\bimport/i.test(words) ? 'import' : null;
}

/** The phase of an event by its title. Source: Okta as recorded, section 2. */
export function phaseOfTitle(title: string): Phase | null {
  if (/\bgroup\b/i.test(title)) return 'group';
  if (/\bdeactivation|\bdeactivate|\bdeprovision/i.test(title)) return 'deactivate';
  if (/\breactivation|\breactivate/i.test(title)) return 'reactivate';
  if (/\bverify\b/i.test(title)) return 'verify';
  if (/\bimport/i.test(title)) return 'import';
  if (/\bnew user\b|\bcreate\b/i.test(title)) return 'create';
  return /\bprofile\b|\bupdate\b/i.test(title) ? 'update' : null;
}

/** The phase in sentences of Okta's and of vendors' that have no such part, yet name the work. */
export function phaseOfSentence(sentence: string): Phase | null {
  if (/^create new user\b/i.test(sentence)) return 'create';
  if (/\bin reactivating (?:the )?(?:remote )?user/i.test(sentence)) return 'reactivate';
  return /^(?:can ?not|can't|could not|couldn't|unable to|not allowed to|failed to) (?:de-?activat|suspend|deprovision)/i.test(
    sentence,
  )
    ? 'deactivate'
    : null;
}

const byEventType: Readonly<Record<string, Phase>> = {
  push: 'create',
  push_new_user: 'create',
  push_profile: 'update',
  push_password: 'update',
  deactivate: 'deactivate',
  deactivate_user: 'deactivate',
  push_user_deactivation: 'deactivate',
  delete: 'deactivate',
  reactivate: 'reactivate',
  activate: 'reactivate',
  reactivate_user: 'reactivate',
  push_user_reactivation: 'reactivate',
  verify_exists: 'verify',
  import: 'import',
  import_profile: 'import',
};

/** The phase that an event type or a legacy event type names. Source: Okta facts, section 2, "System Log". */
export function phaseOfEvent(eventType: string): Phase | null {
  if (eventType === 'application.integration.authentication_failure') return 'authenticate';
  const [, family, rest = ''] =
    /^(application\.provision\.(?:user|group|group_push|group_membership)|app\.user_management)\.([a-z_.]+)$/.exec(
      eventType,
    ) ?? [];
  if (family === undefined) return null;
  if (family.includes('group') || rest.startsWith('group')) return 'group';
  const name = rest.replace(/_(?:success|failed|failure)$/, '').replace(/\.schedule$/, '');
  return ownValue(byEventType, name) ?? null;
}
