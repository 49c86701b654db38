import type { AppError } from '../../shared/errors';
import { renderPage, wordsOf } from './render';
import { at } from '../../shared/testing/time';

/** A refusal of Okta, with all that an error can hold. */
export const error: AppError = {
  code: 'missing-right',
  message: 'Okta refused to create the app integration.',
  owner: 'okta-admin',
  next: 'Use a token of an admin who may create app integrations.',
  retry: true,
  field: null,
  okta: { request: 'POST /api/v1/apps', status: 403, errorCode: 'E0000006', errorId: 'oae1', causes: ['no'] },
  at,
};

/** The words of a screen with everything around it. */
export const page = (...parts: Parameters<typeof renderPage>): string => wordsOf(renderPage(...parts));
