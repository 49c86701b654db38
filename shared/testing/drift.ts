import { driftReportVersion } from '../drift';
import type { DriftReport, DriftRow } from '../drift';
import { at } from './time';

/** A setting that drifted. */
export const driftRow: DriftRow = {
  setting: 'sign-on.acs-url',
  expected: 'https://eu-app.oktopost.com/auth/acs',
  actual: 'https://app.oktopost.com/auth/acs',
  state: 'drift',
  known: { how: 'read-back', at },
  change: null,
  note: null,
  left: null,
};

/** Of a set-up in which nothing drifted. */
export const driftReport: DriftReport = {
  kind: 'oktopost-okta-drift',
  version: driftReportVersion,
  result: 'same',
  checkedAt: at,
  summary: {
    made: at,
    practice: false,
    orgUrl: 'https://acme.okta.com',
    appId: '0oa1',
    appLabel: 'Oktopost',
  },
  appFound: true,
  rows: [],
  back: [],
  watch: [],
  notLookedAt: [],
  accountsNotLookedAt: null,
  systemLog: 'read',
  error: null,
};
