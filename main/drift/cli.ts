import { parseArgs } from 'node:util';
import { AppFailure } from '../../shared/errors';
import type { DriftReport } from '../../shared/drift';
import type { AppError } from '../../shared/errors';
import type { Summary } from '../../shared/summary';
import { readingScopes } from '../../shared/okta-scopes';
import { secretsOf } from '../secrets/credential';
import { createRedactor } from '../secrets/redactor';
import { connectOkta } from '../okta/client';
import { fetchByEnvironment } from '../net/environment-proxy';
import { requireCheckedTls } from '../net/tls';
import type { Clock } from '../ports';
import { checkDrift } from './check';
import { readCredential } from './credential';
import { driftJson, driftText, exitCodeOf, failureReport, reportOf } from './report';
import { readSummaryFile } from '../summary/summary-file';

const help = `Compares an exported summary with the Okta org, for a schedule. Only reads.

  npm run --silent drift -- summary.json [options]

  --json       print one line of JSON instead of a table
  --practice   the summary is of the practice org on this computer
  --help       this text

The Okta API token comes from the environment variable OKTA_API_TOKEN, else from standard input; it is never an argument. It is
sent only to the Okta host that the summary names; a read-only admin's token is enough.

Or sign in as a service app (API Services) of Okta with a read-only admin role and these scopes:
  ${readingScopes.join(' ')}
  OKTA_CLIENT_ID          its client ID
  OKTA_PRIVATE_KEY_FILE   a file with its private key, as JWK or PEM
  OKTA_PRIVATE_KEY        the key itself, in place of the file

What Okta does not show (the SCIM connection) is answered by "cannot be read" with how it was last known, and is no drift.
Where Okta's System Log tells of it, it is compared; the log also tells who changed what and when. Nothing depends on it.

Exit codes
  0   same: everything that Okta shows matches, or is as it was when the summary was made
  1   drift, or the app integration is gone
  2   could not tell: bad file, wrong option, no token, token refused, Okta not reached or not understood
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
    io.err('This is not understood. Give one summary file and no token; see --help.\n');
    return 2;
  }
  if (options.help) {
    io.out(help);
    return 0;
  }
  const redactor = createRedactor();
  const report = await check(options, io, redactor);
  const { print, text } = options.json
    ? { print: io.out, text: driftJson(report) }
    : { print: report.result === 'could-not-tell' ? io.err : io.out, text: driftText(report) };
  print(redactor.hide(text));
  return exitCodeOf(report.result);
}

async function check(
  { file, practice }: Options,
  io: DriftIo,
  redactor: ReturnType<typeof createRedactor>,
): Promise<DriftReport> {
  const { clock } = io;
  let summary: Summary | null = null;
  try {
    requireCheckedTls(io.env);
    const fetch = await fetchByEnvironment(io.fetch, io.env, redactor.learn);
    summary = await readSummaryFile(file);
    requireMode(summary, practice);
    const credential = await readCredential(io);
    for (const secret of secretsOf(credential)) redactor.learn(secret);
    const quiet = (): void => undefined;
    const okta = await connectOkta({
      orgUrl: summary.org.url,
      credential,
      scopes: readingScopes,
      hide: redactor.hide,
      learn: redactor.learn,
      fetch,
      clock,
      log: { info: quiet, warn: quiet, error: quiet },
      allowLoopback: practice,
    });
    const known = summary;
    const onWait: Parameters<typeof okta.withContext>[0]['onWait'] = (wait) => {
      if (wait !== null) io.err(`${wait.reason} Waiting until ${wait.until ?? 'it answers'}.\n`);
    };
    const drift = await okta.withContext({ onWait }, () => checkDrift(okta, known, clock.now()));
    return reportOf(summary, drift, clock.now().toISOString());
  } catch (error) {
    return failureReport(summary, errorOf(error), clock.now().toISOString());
  }
}

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

interface Options {
  file: string;
  json: boolean;
  practice: boolean;
  help: boolean;
}

/** Null when it is not understood; what was given is not quoted, as it may be a token. */
function readOptions(argv: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        practice: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (values.help) return { ...values, file: '' };
    return file === undefined || file === '' || more.length > 0 ? null : { ...values, file };
  } catch {
    return null;
  }
}
