import { z } from 'zod';
import { decodedOrNull, jsonLimits, listOf } from '../../shared/bounded-json';
import { noCertificateChange } from '../../shared/certificate-change';
import type { Address } from '../../shared/connection';
import { AppFailure } from '../../shared/errors';
import { savedSetupKind } from '../../shared/files';
import type { Opened } from '../../shared/files';
import { stoppedLifeCycle } from '../../shared/life-cycle';
import { readOktaAddress } from '../../shared/okta-address';
import { destinationSchema, regionSchema, suggestedLabels } from '../../shared/oktopost';
import { savedRolloutSchema } from '../../shared/saved-rollout';
import type { RolloutBefore, SavedRollout } from '../../shared/saved-rollout';
import { noSkippedLines, skippedLinesSchema } from '../../shared/summary';
import { time } from '../../shared/time';
import { noTokenChange } from '../../shared/token-change';
import type { PastedToken } from '../../shared/token-change';
import { noTest } from '../../shared/verification';
import { entrySchema } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { journalMigrations } from '../storage/migrations/journal';
import { migrate } from '../storage/migrations/migrate';
import { keptRevocation, olderTokensOf, withoutPrints } from '../storage/older-tokens';
import { pastedTokenOf } from '../storage/proving-test';
import { newSession, noUserNames, readSession, sessionVersion } from '../storage/session';
import type { Session } from '../storage/session';
import { endedTokenChanges } from '../storage/token-changes';
import { shown } from './clean';

/** A change of shape is a new one. */
export const savedSetupVersion = 5;

/** A validated file, safe to resume from. */
export interface SavedSetup {
  saved: string;
  /** Login of the owner of the Okta token that was connected then. */
  by: string | null;
  /** From the file, for display; a token goes only to the session's address, once it is confirmed. */
  org: { name: string | null; url: string };
  mode: 'practice' | 'real';
  target: Pick<Opened, 'destination' | 'region'>;
  /** Of the app integration that the file names, for display. */
  appLabel: string | null;
  /** Of the journals that it came from, those that were no entry: the file does not hold them. */
  skippedLines: number;
  session: Session;
  /** What was chosen for a rollout and how far it was, for display: nobody is assigned by it. */
  rollout: RolloutBefore | null;
  journal: JournalEntry[];
}

const kindSchema = z.looseObject({ kind: z.literal(savedSetupKind), version: z.number() });

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const idOfOkta = z.string().regex(/^[A-Za-z0-9]{3,64}$/);

const importedEntrySchema = entrySchema
  .extend({ runId: id, changeId: z.string().max(200), title: z.string().max(500) })
  .refine(({ details }) => hasShortKeys(details), 'a name in it is too long');

/** Longer than the name of any attribute in Okta: what is shown is named by these keys. */
const longestKey = 128;

function hasShortKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([key, member]) => key !== '' && key.length <= longestKey && hasShortKeys(member),
  );
}

const headFields = {
  kind: z.literal(savedSetupKind),
  saved: time,
  by: z.string().max(320).nullable(),
  assistant: z.string().max(100),
  org: z.strictObject({ name: z.string().max(500).nullable(), url: z.string().max(2000) }),
  session: z.unknown(),
};

const anyEntrySchema = z.preprocess((entry) => migrate(entry, journalMigrations), importedEntrySchema);

/** Version 1 was one JSON text, of 2 MiB at most. */
const oldFileSchema = z.strictObject({
  ...headFields,
  version: z.literal(1),
  journal: listOf(anyEntrySchema),
});

/**
 * Version 2 told nothing of a rollout; up to version 3 the entries are of a journal of version 2 at most; up to version 4 lines that are no
 * entry were left out in silence.
 */
const headSchema = z.preprocess(
  (head) => {
    const old = z.looseObject({ version: z.literal([2, 3, 4]) }).safeParse(head);
    return old.success
      ? { rollout: null, skipped: noSkippedLines, ...old.data, version: savedSetupVersion }
      : head;
  },
  z.strictObject({
    ...headFields,
    version: z.literal(savedSetupVersion),
    rollout: savedRolloutSchema.nullable(),
    /** Lines of that journal that are no entry, and are not here. */
    skipped: skippedLinesSchema,
    /** How many lines follow. */
    entries: z.number().int().nonnegative(),
  }),
);

/** Of a session what a link, a request or a plan is made of; the rest is only shown, and read from Okta again. */
const usedSchema = z.looseObject({
  version: z.number().int().max(sessionVersion),
  setupId: z.uuid(),
  mode: z.enum(['practice', 'real']),
  destination: destinationSchema,
  region: regionSchema,
  app: z.looseObject({ id: idOfOkta, name: id }).nullable(),
  adopt: idOfOkta.nullable().optional(),
  test: z.looseObject({ user: z.looseObject({ id: idOfOkta }).nullable() }),
  earlierPass: z
    .looseObject({ user: z.looseObject({ id: idOfOkta }).nullable() })
    .nullable()
    .optional(),
});

/** Reads a saved set-up of version 1: hostile input. @throws AppFailure `bad-input`, `newer-version`. */
export function parseSavedSetup(json: unknown): SavedSetup {
  refuseNewer(json);
  const file = oldFileSchema.safeParse(json);
  if (!file.success) throw damagedFile(placeOf(file.error));
  const setup = headOf({ ...file.data, rollout: null, skipped: noSkippedLines });
  if (file.data.journal.some(({ setupId }) => setupId !== setup.session.setupId))
    throw damagedFile('at journal');
  return { ...setup, journal: file.data.journal };
}

/** Reads a saved set-up from its lines: hostile input. */
export interface SetupReader {
  /** Its next line. @throws AppFailure `bad-input`, `newer-version`. */
  line(text: string): void;
  /** @throws AppFailure `bad-input` when lines are missing. */
  end(): SavedSetup;
}

/** Begins with the first line, decoded. @throws AppFailure `bad-input`, `newer-version`. */
export function savedSetupReader(json: unknown): SetupReader {
  refuseNewer(json);
  const head = headSchema.safeParse(json);
  if (!head.success) throw damagedFile(placeOf(head.error));
  const setup = headOf(head.data);
  const { entries } = head.data;
  const journal: JournalEntry[] = [];
  return {
    line: (text) => {
      const where = `at line ${journal.length + 2}`;
      const entry = anyEntrySchema.safeParse(decodedOrNull(text, jsonLimits.record));
      if (!entry.success || entry.data.setupId !== setup.session.setupId) throw damagedFile(where);
      if (journal.length === entries) throw damagedFile(where);
      journal.push(entry.data);
    },
    end: () => {
      if (journal.length !== entries) throw damagedFile(`${journal.length} of ${entries} changes are there`);
      return { ...setup, journal };
    },
  };
}

function refuseNewer(json: unknown): void {
  const claimed = kindSchema.safeParse(json);
  if (!claimed.success) throw damagedFile('at version');
  const session = z.looseObject({ session: z.looseObject({ version: z.number() }) }).safeParse(json);
  const isNewer = session.success && session.data.session.version > sessionVersion;
  if (claimed.data.version > savedSetupVersion || isNewer) throw newerFile();
}

type Head = Pick<z.infer<typeof headSchema>, 'saved' | 'by' | 'org' | 'session' | 'rollout' | 'skipped'>;

function headOf(head: Head): Omit<SavedSetup, 'journal'> {
  const used = usedSchema.safeParse(head.session);
  if (!used.success) throw damagedFile(`session.${placeOf(used.error)}`);
  const read = readSession(cleaned(head.session));
  if (read === null) throw damagedFile('at session');
  const { saved, org } = head;
  const by = head.by === null ? null : shown(head.by);
  const skippedLines = head.skipped.count + (read.handedOver?.skippedLines ?? 0);
  const { mode, destination, region } = used.data;
  return {
    saved,
    by,
    org,
    mode,
    target: { destination, region },
    appLabel: read.app === null ? null : shown(read.app.label),
    skippedLines,
    session: taken(read, { by, saved, skippedLines }),
    rollout: head.rollout === null ? null : { by, at: saved, ...cleanedRollout(head.rollout) },
  };
}

/**
 * The session as another installation resumes it: nothing is connected, and nothing counts as observed. Which app integration is
 * its, Okta's admin note says once it is connected; what lowers a guard is chosen or tried again, and so is the name of a new one.
 */
function taken(
  session: Session,
  { by, saved, skippedLines }: Pick<SavedSetup, 'by' | 'saved' | 'skippedLines'>,
): Session {
  const { address, appChoice, destination, mapping } = session;
  const admin = address === null ? null : hostOf(address);
  const { tileHidden, readBackAt, featuresShowScim, signIns, signingKid, signingFingerprint } = newSession();
  return {
    ...session,
    handedOver: { by, at: saved, skippedLines },
    screen: 'connect-okta',
    label: suggestedLabels[destination ?? 'board'],
    // What an app integration keeps, a file does not say.
    appChoice: { relayState: appChoice.relayState },
    address: admin,
    org: null,
    practiceToken: false,
    // Its key stays where it was made.
    clientId: null,
    oktopostCheckedAt: null,
    app: null,
    adopt: null,
    appChecks: [],
    appCheckedAt: null,
    tileHidden,
    userNames: noUserNames,
    keptUserNames: [],
    readBackAt,
    featuresShowScim,
    signIns,
    signingKid,
    signingFingerprint,
    mapping: {
      ...mapping,
      choice: { ...mapping.choice, deleteSchemaAttributes: false },
      checks: [],
      checkedAt: null,
    },
    test: session.test.user === null ? noTest : session.test,
    lifeCycle: stoppedLifeCycle(session.lifeCycle),
    tokenChange: noTokenChange,
    earlierTokenChanges: endedTokenChanges(session),
    pastedToken: unproven(pastedTokenOf(session, saved)),
    tokenPrints: null,
    olderTokens: withoutPrints(olderTokensOf(session, saved)),
    statements: keptRevocation(session),
    certificateChange: noCertificateChange,
  };
}

/** What Okta sent, another computer read. */
const unproven = (token: PastedToken | null): PastedToken | null =>
  token === null ? null : { ...token, push: null };

/** The host that the file names, to be confirmed again; null for a practice org, whose address depends on this computer. */
function hostOf({ kind, orgUrl }: Address): Address | null {
  if (kind === 'practice') return null;
  const read = readOktaAddress(orgUrl);
  if (read.kind !== 'okta-host' || read.orgUrl !== orgUrl) throw damagedFile('at session.address');
  return { ...read, input: orgUrl, needsConfirmation: true };
}

/** Without control characters and characters that change the text direction. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[^\P{C}\n]/gu, '');
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cleaned(member)]));
}

/** Cleaned texts fit the same schema. */
const cleanedRollout = (rollout: SavedRollout): SavedRollout => savedRolloutSchema.parse(cleaned(rollout));

const placeOf = ({ issues }: z.ZodError): string => `at ${issues[0]?.path.join('.') ?? 'the top'}`;

/** `where`: what of it could not be read, `at line 2`. */
export const damagedFile = (where: string): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: `The saved set-up is damaged (${where}).`,
    owner: 'okta-admin',
    next: 'Ask for the file again, as the assistant saved it.',
  });

const newerFile = (): AppFailure =>
  new AppFailure({
    code: 'newer-version',
    message: 'The set-up was saved by a newer version of this assistant.',
    owner: 'okta-admin',
    next: 'Open it with that version.',
  });
