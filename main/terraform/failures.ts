import { AppFailure } from '../../shared/errors';

/** The summary is older than the export. */
export const notNoted = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message:
      'This summary does not hold what Terraform needs: an older version of the assistant made it, or Okta’s answer could not be read.',
    owner: 'okta-admin',
    next: 'Export the summary again with this version.',
  });
