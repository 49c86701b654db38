import { parseArgs } from 'node:util';
import { AppFailure, assertNever } from '../../shared/errors';
import type { DriftReport } from '../../shared/drift';
import type { AppError } from '../../shared/errors';
import type { Summary } from '../../shared/summary';
import { readingScopes } from '../../shared/okta-scopes';
import { secretsOf } from '../secrets/credential';
import { createRedactor } from '../secrets/redactor';
import { connectOkta } from '../okta/client';
import { fetchByEnvironment } from '../net/environment-proxy';
import { requireCheckedTls } from '../net/tls';
import type { Okta } from '../okta/okta';
import type { Clock } from '../ports';
import { checkDrift } from './check';
import { readCredential } from './credential';
import { driftJunit } from './junit';
import { driftMarkdown } from './markdown';
import { driftJson, driftText, exitCodeOf, failureReport, reportOf } from './report';
import { newsIn } from './news';
import { oktopostIn } from './oktopost';
import { readSummaryFile } from '../summary/summary-file';

const help = `Compares exported summaries with the Okta org, for a schedule. Only reads.

  npm run --silent drift -- summary.json [more.json ...] [options]

  --json       print one line of JSON for each summary, instead of a table
  --junit      print JUnit XML, for a CI job
  --markdown   print Markdown, for a ticket or a comment
  --news FILE  print a summary's report only where it says something new since the last run with this file, which
               remembers it; that it could not tell, each time
  --strict     exit code 1 also where a line begins with "Watch", or a setting was wrong already when the summary was made
  --practice   the summary is of the practice org on this computer
  --help       this text

The Okta API token comes from the environment variable OKTA_API_TOKEN, else from standard input; it is never an argument. It is
sent only to the Okta host that the summary names; a read-only admin's token is enough. All summaries are of one org.

Or sign in as a service app (API Services) of Okta with a read-only admin role and these scopes:
  ${readingScopes.join(' ')}
  OKTA_CLIENT_ID          its client ID
  OKTA_PRIVATE_KEY_FILE   a file with its private key, as JWK or PEM
  OKTA_PRIVATE_KEY        the key itself, in place of the file

Lines that begin with "Watch" are no drift, need a look and leave the exit code as it is without --strict: provisioning failures since the summary was made, nothing sent for a
day although assignments changed, people whom Okta never sent, a certificate that ends within 60 days, an
API token of the same admin that Okta revokes within 10 days because nobody uses it, a SCIM token of Oktopost that is older than
180 days, and accounts in use at Oktopost that belong to nobody in Okta or to people who were unassigned or deactivated there, or that
it refuses the token. For these Oktopost is asked:
  OKTOPOST_SCIM_TOKEN     a SCIM token made in Oktopost; sent to Oktopost alone. Without it they are not looked at
  OKTOPOST_SCIM_URL       with --practice only: the practice Oktopost's SCIM base URL

What Okta does not show (the SCIM connection) is answered by "cannot be read" with how it was last known, and is no drift.
Where Okta's System Log tells of it, it is compared; the log also tells who changed what and when. Nothing depends on it.

Exit codes
  0   same: everything that Okta shows matches, or is as it was when the summary was made; of what it does not show lines tell
  1   drift, or the app integration is gone, in one of the summaries at least; with --strict also something to look at or wrong already
  2   could not tell: bad file, wrong option, no token, token refused, Okta not reached or not understood

docs/watch.md has lines for cron, systemd, Windows Task Scheduler and a CI job.
`;

/** What a command line gives to the drift check. */
export interface DriftIo {
  env: Record<string, string | undefined>;
  /** Null where nothing is piped in. */
  stdin: AsyncIterable<unknown> | null;
  out: (text: string) => void;
  err: (text: string) => void;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

/** Runs the drift check from a command line. Resolves with the exit code: 0 same, 1 drift, 2 could not tell. Never rejects. */
export async function runDrift(argv: readonly string[], io: DriftIo): Promise<0 | 1 | 2> {
  const options = readOptions(argv);
  if (options === null) {
    io.err('This is not understood. Give summary files, one format at most, and no token; see --help.\n');
    return 2;
  }
  if (options.help) {
    io.out(help);
    return 0;
  }
  const redactor = createRedactor();
  const reports: DriftReport[] = [];
  const org: Org = { url: null, fetch: null, connected: null };
  for (const file of options.files) reports.push(await check(file, options, org, io, redactor));
  const code = exitCodeOf(reports, options.strict);
  let told: readonly DriftReport[] = reports;
  try {
    if (options.news !== null) told = newsIn(reports, options.news);
  } catch {
    io.err('The file of --news cannot be written: everything is news.\n');
  }
  if (told.length === 0) return code;
  const isUntold = options.format === 'text' && told.every(({ error }) => error !== null);
  const print = isUntold ? io.err : io.out;
  print(redactor.hide(textOf(told, options)));
  return code;
}

function textOf(
  reports: readonly DriftReport[],
  { format, strict }: Pick<Options, 'format' | 'strict'>,
): string {
  switch (format) {
    case 'text':
      return reports.map(driftText).join('\n');
    case 'json':
      return reports.map(driftJson).join('');
    case 'junit':
      return driftJunit(reports, strict);
    case 'markdown':
      return driftMarkdown(reports);
    default:
      return assertNever(format);
  }
}

/** The org of all summaries: a token belongs to one. */
interface Org {
  url: string | null;
  /** Through the proxy of the environment, where there is one. */
  fetch: Promise<typeof globalThis.fetch> | null;
  connected: Promise<Okta> | null;
}

async function check(
  file: string,
  { practice }: Options,
  org: Org,
  io: DriftIo,
  redactor: ReturnType<typeof createRedactor>,
): Promise<DriftReport> {
  const { clock } = io;
  let summary: Summary | null = null;
  try {
    requireCheckedTls(io.env);
    summary = await readSummaryFile(file);
    requireMode(summary, practice);
    org.url ??= summary.org.url;
    if (org.url !== summary.org.url) throw otherOrg();
    org.fetch ??= fetchByEnvironment(io.fetch, io.env, redactor.learn);
    const around = { ...io, fetch: await org.fetch };
    org.connected ??= connect(org.url, practice, around, redactor);
    const okta = await org.connected;
    const known = summary;
    const onWait: Parameters<typeof okta.withContext>[0]['onWait'] = (wait) => {
      if (wait !== null) io.err(`${wait.reason} Waiting until ${wait.until ?? 'it answers'}.\n`);
    };
    const drift = await okta.withContext({ onWait }, () =>
      checkDrift(okta, known, clock.now(), { oktopost: oktopostIn(around, known, redactor) }),
    );
    return reportOf(summary, drift, clock.now().toISOString());
  } catch (error) {
    return failureReport(summary, errorOf(error), clock.now().toISOString());
  }
}

async function connect(
  orgUrl: string,
  practice: boolean,
  io: DriftIo,
  redactor: ReturnType<typeof createRedactor>,
): Promise<Okta> {
  const credential = await readCredential(io);
  for (const secret of secretsOf(credential)) redactor.learn(secret);
  const quiet = (): void => undefined;
  return connectOkta({
    orgUrl,
    credential,
    scopes: readingScopes,
    hide: redactor.hide,
    learn: redactor.learn,
    fetch: io.fetch,
    clock: io.clock,
    log: { info: quiet, warn: quiet, error: quiet },
    allowLoopback: practice,
  });
}

const otherOrg = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This summary is of another org than the first one.',
    owner: 'okta-admin',
    next: 'Check it on its own, with a token of its org.',
  });

/** A practice summary reaches the practice org only, and only when that was meant. */
function requireMode(summary: Summary, practice: boolean): void {
  if (summary.practice === practice) return;
  throw new AppFailure({
    code: 'bad-input',
    owner: 'okta-admin',
    ...(practice
      ? { message: 'This is the summary of a real org.', next: 'Leave --practice away.' }
      : {
          message: 'This is the summary of a practice run, no real org.',
          next: 'Give --practice to compare it with the practice org on this computer.',
        }),
  });
}

function errorOf(error: unknown): AppError {
  if (error instanceof AppFailure) return error.error;
  return new AppFailure(
    {
      code: 'defect',
      message: 'Something went wrong inside the drift check.',
      owner: 'assistant',
      next: 'Try again. If it happens again, send us the summary file and this message.',
    },
    { cause: error },
  ).error;
}

type Format = 'text' | 'json' | 'junit' | 'markdown';

interface Options {
  files: readonly string[];
  format: Format;
  practice: boolean;
  /** What the watch tells of counts as well, and what was wrong already. */
  strict: boolean;
  help: boolean;
  /** Path of the file that remembers the last result. */
  news: string | null;
}

/** More than an org has set-ups. */
const mostFiles = 50;

/** Null when it is not understood; what was given is not quoted, as it may be a token. */
function readOptions(argv: readonly string[]): Options | null {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: flag,
        junit: flag,
        markdown: flag,
        practice: flag,
        strict: flag,
        help: flag,
        news: { type: 'string' },
      },
    });
    const formats = (['json', 'junit', 'markdown'] as const).filter((name) => values[name]);
    const { practice, strict, help: asksHelp, news = null } = values;
    const options = {
      files: positionals,
      format: formats[0] ?? 'text',
      practice,
      strict,
      help: asksHelp,
      news,
    } as const;
    if (asksHelp) return options;
    // A second word without a dot may be a token that was meant for the environment.
    const areFiles = positionals.length === 1 || positionals.every((word) => /[./\\]/.test(word));
    const isUnderstood =
      positionals.length > 0 &&
      positionals.length <= mostFiles &&
      !positionals.includes('') &&
      news !== '' &&
      areFiles &&
      formats.length < 2;
    return isUnderstood ? options : null;
  } catch {
    return null;
  }
}
