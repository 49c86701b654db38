import type { CertificateChange } from '../../../shared/certificate-change';
import { AppFailure } from '../../../shared/errors';
import { checkOf } from '../../../shared/plan';
import type { AssignmentCount } from '../../../shared/plan';
import type { Certificate } from '../../../shared/single-sign-on';
import { countAssignments } from '../../observe/assignment-count';
import { readCertificates } from '../../observe/certificates';
import { readPresentApp } from '../../observe/present-app';
import type { App } from '../../okta/types';
import { defineStep, draftOf } from '../../plans/step';
import { updateOnChecks } from '../app-integration/checks';
import { fieldsBeforeAndAfter, fieldsOf, pick, signingKey, writeField } from '../app-integration/fields';
import {
  provisioningChecks,
  beforeWrite,
  scimWasSeen,
  writeApp,
  writeWarnings,
} from '../app-integration/write';
import { requireTarget } from '../../storage/target';
import { certificateWords } from './make';

export const activationChangeId = 'certificate-activate';

interface Settings {
  /** Okta's id of the key that it is to sign with. */
  kid: string;
}

interface Observed {
  app: App;
  wanted: Certificate | null;
  now: Date;
  assigned: AssignmentCount | null;
  /** What is known of Oktopost having the certificate: `before`, that it had it when Okta signed with it last. */
  atOktopost: 'stated' | 'before' | null;
}

/**
 * Okta signs with another of the app's keys from then on; everything else of the app integration is sent back as it is. Source:
 * docs/facts/okta-recorded.md, section 8.
 */
export const activateCertificateStep = defineStep<Settings, Observed, { app: App; kid: string }>({
  observe: async ({ okta, session, now }, { kid }, purpose) => {
    const app = await readPresentApp(okta, session());
    const certificates = await readCertificates(okta, app);
    return {
      app,
      wanted: certificates.find((each) => each.kid === kid) ?? null,
      now: now(),
      assigned: purpose === 'preview' ? await countAssignments(okta, app.id) : null,
      atOktopost: atOktopost(session().certificateChange, kid),
    };
  },

  plan: ({ app, wanted, now, assigned, atOktopost: known }, { kid }) => {
    const same = app.signingKid === kid;
    const blockers = blockersOf(wanted, now);
    if (wanted === null || (blockers.length > 0 && !same)) return draftOf([], { blockers, assigned });
    return draftOf(
      [
        {
          mutation: same ? null : { app, kid },
          change: {
            id: activationChangeId,
            title: same
              ? `Okta signs with this certificate of “${app.label}”`
              : `Sign with another certificate of “${app.label}”`,
            verb: same ? 'keep' : 'update',
            rows: same
              ? []
              : [
                  {
                    setting: 'sign-on.certificate',
                    now: app.signingKid,
                    after: kid,
                    verb: 'change',
                    note: certificateWords(wanted),
                  },
                ],
            warnings: same ? [] : [signInWarnings[known ?? 'unknown'], requireSso, ...writeWarnings(app)],
            pushes: 0,
            undo: 'The assistant makes the certificate before active again.',
            irreversibleEffect: null,
          },
        },
      ],
      { assigned },
    );
  },

  beforeAndAfter: ({ app, kid }) => fieldsBeforeAndAfter(app, write(kid)),

  rememberFirst: (context, { app }) => beforeWrite(context, app),

  apply: async ({ okta }, { app, kid }) => {
    const { app: written, lost } = await writeApp(okta, app, write(kid));
    return {
      details: { after: pick(fieldsOf(written), [signingKey]), lost },
      remember: { changedSomething: true },
      ...(written.signingKid === kid ? {} : { refusal: notTaken() }),
    };
  },

  verify: async ({ okta, session }, { kid }) => {
    const app = await readPresentApp(okta, session());
    const check = checkOf({
      setting: 'sign-on.certificate',
      expected: kid,
      actual: app.signingKid,
      next: 'Sign On tab, SAML Signing Certificates, Actions, Activate.',
    });
    return [
      check,
      ...provisioningChecks(scimWasSeen(session()), app),
      ...updateOnChecks(app, requireTarget(session()), session().appChecks),
    ];
  },
});

const write = (kid: string) => (raw: Record<string, unknown>) => {
  writeField(raw, signingKey, kid);
};

function blockersOf(wanted: Certificate | null, now: Date): string[] {
  if (wanted === null) return ['Okta does not list this certificate any more. Check again.'];
  return new Date(wanted.until) > now ? [] : ['This certificate has ended. Make another one.'];
}

function atOktopost({ before, handedOver }: CertificateChange, kid: string): Observed['atOktopost'] {
  if (before?.kid === kid) return 'before';
  return handedOver === null ? null : 'stated';
}

const signInWarnings: Record<'stated' | 'before' | 'unknown', string> = {
  stated:
    'From then on sign-ins fail where Oktopost does not have this certificate. It was only stated that it does.',
  before: 'From then on sign-ins fail where Oktopost does not have the certificate from before any more.',
  unknown:
    'From then on sign-ins fail until Oktopost has this certificate, and nobody has stated that it does: hand it over first.',
};

/** Oktopost shows nobody whether it is ticked. */
const requireSso =
  'Where “Require SSO” is ticked in Oktopost, nobody gets in while sign-ins fail: untick it before, or stay signed in there.';

const notTaken = (): AppFailure =>
  new AppFailure({
    code: 'okta-refused',
    message: 'Okta took the request and goes on signing with the certificate before.',
    owner: 'okta-admin',
    next: 'In Okta: Sign On, SAML Signing Certificates, Actions, Activate.',
  });
