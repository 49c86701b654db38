import { AppFailure } from '../../shared/errors';

export function badSummary(message: string, cause?: unknown): AppFailure {
  return new AppFailure(
    {
      code: 'bad-input',
      message,
      owner: 'okta-admin',
      next: 'Export the summary as JSON from the assistant again and give that file. A set-up that was saved is opened on “Welcome”.',
    },
    { cause },
  );
}

export const newerSummary = (): AppFailure =>
  new AppFailure({
    code: 'newer-version',
    message: 'The summary was exported by a newer version of this assistant.',
    owner: 'okta-admin',
    next: 'Open it with that version, or export the summary again with this one.',
  });

export const unknownSetting = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'The summary names a setting that this assistant does not know.',
    owner: 'okta-admin',
    next: 'Use the version of the assistant that made the summary, or export a new one.',
  });
