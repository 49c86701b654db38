const flag = '--practice-org';

/**
 * How this same executable becomes the practice org: a process that outlives the app, without `RunAsNode`. A separate user
 * data folder keeps it apart from the files of the app's Chromium. `appPath` is null when packaged.
 */
export function practiceCommand(parts: { executable: string; appPath: string | null; userData: string }): {
  file: string;
  args: string[];
} {
  const app = parts.appPath === null ? [] : [parts.appPath];
  // Arguments after `--` are the practice org's: Chromium parses no switches there.
  return { file: parts.executable, args: [...app, flag, `--user-data-dir=${parts.userData}`, '--'] };
}

/** The practice org's arguments, or null when the app itself is to start. */
export function practiceArguments(argv: readonly string[]): string[] | null {
  if (!argv.includes(flag)) return null;
  const end = argv.indexOf('--');
  return end === -1 ? [] : argv.slice(end + 1);
}
