import { parseArgs } from 'node:util';
import { AppFailure, defect } from '../../shared/errors';
import { readSummaryFile } from '../summary/summary-file';
import { terraformConfiguration } from './configuration';

const help = `Writes a Terraform configuration that takes over the set-up of an exported summary. Asks neither Okta nor Oktopost.

  npm run --silent terraform -- summary.json > oktopost.tf

What to do with it stands at its top. It holds no secret, and needs none to be written.

Exit codes
  0   written to standard output
  2   could not: bad file, wrong option, or a summary of an older version
`;

interface TerraformIo {
  out: (text: string) => void;
  err: (text: string) => void;
}

/** Runs the export from a command line. Resolves with the exit code: 0 written, 2 could not. Never rejects. */
export async function runTerraform(argv: readonly string[], { out, err }: TerraformIo): Promise<0 | 2> {
  const options = readOptions(argv);
  if (options === null) {
    err('This is not understood. Give one summary file; see --help.\n');
    return 2;
  }
  if (options.help) {
    out(help);
    return 0;
  }
  try {
    out(terraformConfiguration(await readSummaryFile(options.file)));
    return 0;
  } catch (thrown) {
    const { message, next } = thrown instanceof AppFailure ? thrown.error : defect;
    err(`${message} ${next}\n`);
    return 2;
  }
}

function readOptions(argv: readonly string[]): { help: boolean; file: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { help: { type: 'boolean', default: false } },
    });
    const [file = '', ...more] = positionals;
    if (!values.help && (file === '' || more.length > 0)) return null;
    return { help: values.help, file };
  } catch {
    return null;
  }
}
