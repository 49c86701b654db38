import { AppFailure } from '../../../shared/errors';
import type { AssignmentCount } from '../../../shared/plan';
import type { Certificate } from '../../../shared/single-sign-on';
import { minute } from '../../export/document';
import { countAssignments } from '../../observe/assignment-count';
import { comingCertificate, readCertificates, signingCertificates } from '../../observe/certificates';
import { readPresentApp } from '../../observe/present-app';
import type { App } from '../../okta/types';
import { lookAtPlan } from '../../plans/failures';
import { defineStep, draftOf } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import { requireApp } from '../../storage/required';

interface Observed {
  app: App;
  assigned: AssignmentCount | null;
  certificates: Certificate[];
  next: Certificate | null;
}

/** As long as those that Okta's console makes; Okta takes 2 to 10. */
const years = 10;

/** The plan's change; the journal holds it. */
export const makeChangeId = 'certificate-make';

/**
 * A new signing key of the app integration; Okta goes on signing with the one it has. One that is there already, whoever made it, is
 * the next one: so a lost answer makes no second. Source: docs/facts/okta-recorded.md, section 8.
 */
export const makeCertificateStep = defineStep<Record<never, never>, Observed, { app: App; known: string[] }>({
  observe: async (context, _settings, purpose) => ({
    ...(await observe(context)),
    assigned:
      purpose === 'preview' ? await countAssignments(context.okta, requireApp(context.session()).id) : null,
  }),

  plan: ({ app, assigned, certificates, next }) =>
    draftOf(
      [
        {
          mutation: next === null ? { app, known: certificates.flatMap(({ kid }) => kid ?? []) } : null,
          change: {
            id: makeChangeId,
            title:
              next === null
                ? `Make the next signing certificate of “${app.label}”`
                : `The next signing certificate of “${app.label}” is there`,
            verb: next === null ? 'create' : 'keep',
            rows:
              next === null
                ? [
                    {
                      setting: 'sign-on.next-certificate',
                      now: null,
                      after: `valid for ${years} years`,
                      verb: 'add',
                      note: 'Okta goes on signing with the one it has.',
                    },
                  ]
                : [],
            warnings: [],
            pushes: 0,
            undo: 'It is left inactive: Okta’s API deletes no signing certificate.',
            irreversibleEffect:
              next === null
                ? 'The new signing certificate stays in Okta, inactive, until the app integration is deleted.'
                : null,
          },
        },
      ],
      { assigned },
    ),

  beforeAndAfter: ({ app, known }) => ({ appId: app.id, known }),

  apply: async ({ okta }, { app }) => {
    const key = await okta.generateKey(app.id, years);
    const [made] = signingCertificates({ kid: null }, [key]);
    if (made === undefined) throw noCertificate();
    return {
      details: { kid: key.kid, fingerprint: made.fingerprint, until: made.until },
      remember: { changedSomething: true },
    };
  },

  verify: async (context) => {
    const { next } = await observe(context);
    return [
      {
        setting: 'sign-on.next-certificate',
        expected: 'there',
        actual: next === null ? 'not there' : 'there',
        state: next === null ? 'different' : 'same',
        next: next === null ? 'Sign On tab, SAML Signing Certificates, Generate new certificate.' : null,
      },
    ];
  },
});

async function observe({ okta, session, now }: StepContext): Promise<Omit<Observed, 'assigned'>> {
  const app = await readPresentApp(okta, session());
  const certificates = await readCertificates(okta, app);
  return { app, certificates, next: comingCertificate(certificates, now()) };
}

/** How a plan tells one certificate from another. */
export const certificateWords = ({ fingerprint, until }: Certificate): string =>
  `SHA-256 fingerprint ${fingerprint}, valid until ${minute(until)}`;

const noCertificate = (): AppFailure =>
  new AppFailure({
    code: 'unreadable-answer',
    message: 'Okta answered with a key that has no certificate that can be read.',
    owner: 'okta-admin',
    next: `Look at Sign On, SAML Signing Certificates in Okta. ${lookAtPlan}`,
  });
