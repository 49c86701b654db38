import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { noCertificateChange } from '../../../shared/certificate-change';
import type { CertificateChangeShown } from '../../../shared/certificate-change';
import type { Certificate } from '../../../shared/single-sign-on';
import { app, noLinks, noSignIns, snapshotAt } from '../../../shared/testing/snapshots';
import { runOf } from '../../../shared/testing/plans';
import type { Plan } from '../../../shared/plan';
import { dateTime } from '../../components/time';
import { barState, ok, press, show } from '../../testing/dom';
import { renderPart, wordsOf } from '../../testing/render';
import { words as common } from '../../words/common';
import { statementWords } from '../../words/statement';
import { ChangeCertificateScreen } from './change-certificate-screen';
import { words } from './words';
import { stepNames } from '../../../shared/step-names';

const at = '2026-11-28T10:00:00.000Z';
const later = '2026-11-28T10:05:00.000Z';
const certificate = (kid: string, role: Certificate['role']): Certificate => ({
  ...{ role, kid, subject: 'CN=acme', fingerprint: `AB:CD:${kid}`, from: at },
  until: '2036-11-28T10:00:00.000Z',
  pem: `-----BEGIN CERTIFICATE-----\nMIIDpDCCAoyg\nof-the-${kid}-one==\n-----END CERTIFICATE-----\n`,
});
const [old, next] = [certificate('old', 'active'), certificate('new', 'coming')];
const stated = { by: 'it@acme.example', at };
const begun: CertificateChangeShown = {
  ...noCertificateChange,
  startedAt: at,
  before: { kid: 'old', fingerprint: old.fingerprint, until: old.until },
  read: { at, active: old, next: null, before: old },
  ...{ isBack: false, isUpdateOnKnown: false },
};
const made = { ...begun, read: { at, active: old, next, before: old } };
const handedOver = { ...made, handedOver: { ...stated, fingerprint: next.fingerprint } };
const active: CertificateChangeShown = {
  ...handedOver,
  activeSince: at,
  read: { at, active: { ...next, role: 'active' }, next: null, before: { ...old, role: 'earlier' } },
};
const check = noSignIns.checks['from-okta'];
const tried = (result: 'worked' | 'did-not-work', when: string) => ({
  ...noSignIns,
  checks: {
    ...noSignIns.checks,
    'from-okta': { ...check, startedAt: when, result, event: { id: 'e', at: when, who: 'kim@acme.example' } },
  },
});
const snapshot = (certificateChange: CertificateChangeShown, signIns = noSignIns) =>
  snapshotAt('change-certificate', {
    ...{ app, certificateChange, signIns },
    links: { ...noLinks, oktopostSignOn: 'https://app.oktopost.com' },
  });
const shown = (...given: Parameters<typeof snapshot>): string =>
  wordsOf(renderPart(<ChangeCertificateScreen />, snapshot(...given)));

it('warns that sign-ins fail where Okta signs with one that nobody handed over', () => {
  const page = (change: CertificateChangeShown): string =>
    wordsOf(
      renderPart(
        <ChangeCertificateScreen />,
        snapshotAt('change-certificate', { app, certificateChange: change }),
      ),
    );
  expect(page(active)).not.toContain(words.activate.text);
  expect(page({ ...active, handedOver: null })).toContain(words.activate.text);
});

it('is forgotten at once while nothing is made; then it says first what stays and what is forgotten', async () => {
  const answers = { 'certificateChange.end': () => ok(null) };
  const { callsOf, send } = await show(<ChangeCertificateScreen />, snapshot(begun), answers);
  await press(words.end);
  expect(callsOf('certificateChange.end')).toHaveLength(1);
  await send(snapshot(made));
  await press(words.end);
  const dialog = screen.getByRole('alertdialog', { name: words.ask.title });
  expect(dialog.textContent).toContain(words.stays);
  expect(dialog.textContent).toContain(words.ask.forgotten);
  await press(words.ask.no);
  expect(callsOf('certificateChange.end')).toHaveLength(1);
  await press(words.end);
  await press(words.ask.yes);
  expect(callsOf('certificateChange.end')).toHaveLength(2);
});

it('begins, and asks for each step only once the one before is read or stated', async () => {
  const none = { ...noCertificateChange, read: null, isBack: false, isUpdateOnKnown: false };
  const { callsOf, send } = await show(<ChangeCertificateScreen />, snapshot(none), {
    'certificateChange.begin': () => ok(null),
    'certificateChange.state': () => ok(null),
  });
  await press(words.begin);
  expect(callsOf('certificateChange.begin')).toHaveLength(1);
  await send({ certificateChange: begun });
  expect(screen.getByText(words.make.preview)).toBeDefined();
  expect(screen.queryByText(words.handOver.title)).toBeNull();
  await send({ certificateChange: made });
  expect(screen.queryByText(words.activate.title)).toBeNull();
  await press(words.handOver.state);
  expect(callsOf('certificateChange.state')).toEqual([{ what: 'handed-over', done: true }]);
  await send({ certificateChange: handedOver });
  expect(screen.getByRole('button', { name: words.activate.preview }).dataset['kind']).toBe('primary');
  await press(words.activate.preview);
  expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'certificate-activate', kid: 'new' } }]);
});

it.each([
  [begun, noSignIns, words.make.preview],
  [made, noSignIns, words.handOver.state],
  [active, noSignIns, common.error.goTo(stepNames['single-sign-on'])],
  [active, tried('did-not-work', later), common.error.goTo(stepNames['single-sign-on'])],
  [active, tried('worked', later), words.remove.state],
])('has what comes next as its one action (%#)', async (change, signIns, name) => {
  await show(<ChangeCertificateScreen />, snapshot(change, signIns));
  const primary = screen.getAllByRole('button').filter(({ dataset }) => dataset['kind'] === 'primary');
  expect(primary.map(({ textContent }) => textContent)).toEqual([name]);
  expect(screen.getAllByRole('button', { name: words.look })).toHaveLength(1);
});

it('knows since when Okta signs with it where the assistant has switched it', () => {
  const scope: Plan['scope'] = { kind: 'certificate-activate', kid: 'new' };
  const since = `Okta signs with it, since ${dateTime(at)}`;
  const run = runOf({ scope, state: 'done' });
  const own = renderPart(<ChangeCertificateScreen />, { ...snapshot(active), run });
  expect(wordsOf(own)).toContain(`${since}.`);
  expect(shown(active)).toContain(`${since} or earlier.`);
});

it('reads Okta by itself after a restart, when nothing is known of it yet', async () => {
  const { callsOf } = await show(<ChangeCertificateScreen />, snapshot({ ...handedOver, read: null }));
  expect(barState()).toBe(words.states.reading);
  expect(callsOf('certificateChange.look')).toHaveLength(1);
});

it('counts only sign-ins since then, and offers the way back where one did not work', () => {
  expect(shown(active, tried('worked', '2026-11-28T09:00:00.000Z'))).toContain(words.states.signIn);
  const worked = shown(active, tried('worked', later));
  expect(worked).toContain(words.signIn.worked);
  expect(worked).toContain(words.remove.text);
  expect(shown({ ...active, removed: stated }, tried('worked', later))).toContain(words.states.over);
});

it('is done on the summary, keeps what it read, and offers another', async () => {
  const over = snapshot({ ...active, removed: stated }, tried('worked', later));
  const { callsOf } = await show(<ChangeCertificateScreen />, over, {
    'session.go': () => ok(null),
    'certificateChange.begin': () => ok(null),
  });
  expect(screen.queryByText(words.end)).toBeNull();
  await press(words.done);
  expect(callsOf('session.go')).toEqual([{ screen: 'summary' }]);
  expect(callsOf('certificateChange.end')).toEqual([]);
  await press(words.another);
  expect(callsOf('certificateChange.begin')).toHaveLength(1);
});

it('asks to look at the update of user names until the admin has stated it since', () => {
  expect(shown(active)).toContain(words.activate.updateOn);
  expect(shown({ ...active, isUpdateOnKnown: true })).not.toContain(words.activate.updateOn);
});

it('says when the one in use has ended', () => {
  const ended = { ...begun, before: { kid: 'old', fingerprint: 'AB', until: '2020-01-01T00:00:00.000Z' } };
  expect(shown(ended)).toContain('Oktopost may refuse sign-ins');
});

it.each([begun, made, handedOver, active])('has fewer than 150 words', (change) => {
  expect(shown(change).trim().split(' ').length).toBeLessThan(150);
});

it('takes back either of two statements, by names that tell them apart', async () => {
  const { callsOf } = await show(
    <ChangeCertificateScreen />,
    snapshot({ ...active, removed: stated }, tried('worked', later)),
    { 'certificateChange.state': () => ok(null) },
  );
  await press(common.named(statementWords.takeBack, words.handOver.state));
  await press(common.named(statementWords.takeBack, words.remove.state));
  expect(callsOf('certificateChange.state')).toEqual([
    { what: 'handed-over', done: false },
    { what: 'removed', done: false },
  ]);
});

it('gives the certificate again, and the statement, where it was taken back once Okta signs with it', async () => {
  const takenBack = { ...active, handedOver: null };
  const { callsOf } = await show(<ChangeCertificateScreen />, snapshot(takenBack), {
    'certificateChange.state': () => ok(null),
  });
  expect(screen.getByText(words.handOver.pem)).toBeDefined();
  await press(words.handOver.state);
  expect(callsOf('certificateChange.state')).toEqual([{ what: 'handed-over', done: true }]);
});

it('tells the certificate to take out from the one that stays, by what Okta and a text block show of it', async () => {
  const before = { ...old, role: 'earlier' as const, from: '2026-11-01T10:00:00.000Z' };
  const read = { at, active: { ...next, role: 'active' as const }, next: null, before };
  const { send } = await show(
    <ChangeCertificateScreen />,
    snapshot({ ...active, read }, tried('worked', later)),
  );
  const table = within(screen.getByRole('table', { name: words.remove.which }));
  const cells = (row: string): (string | null)[] =>
    within(table.getByRole('row', { name: new RegExp(`^${row}`) }))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
  expect(cells(words.remove.rows.created)).toEqual([dateTime(before.from), dateTime(next.from)]);
  expect(cells(words.remove.rows.fingerprint)).toEqual([old.fingerprint, next.fingerprint]);
  expect(cells(words.remove.rows.ends)).toEqual(['…he-old-one==', '…he-new-one==']);
  expect(screen.getByRole('button', { name: `${common.copy.action} ${words.remove.pem}` })).toBeDefined();
  expect(screen.getByRole('link', { name: new RegExp(words.handOver.open) })).toBeDefined();
  await send({ certificateChange: { ...active, read: { ...read, before: null } } });
  expect(cells(words.remove.rows.fingerprint)).toEqual([old.fingerprint, next.fingerprint]);
  expect(screen.queryByText(words.remove.pem)).toBeNull();
});

it('offers the way back beside the sentence that names it, and what to compare', async () => {
  const { callsOf } = await show(<ChangeCertificateScreen />, snapshot(active, tried('did-not-work', later)));
  const step = within(screen.getByRole('region', { name: words.signIn.title }));
  expect(step.getByText(words.signIn.failed)).toBeDefined();
  expect(screen.getByText(next.fingerprint, { exact: false })).toBeDefined();
  expect(step.getByText('-new-one==', { exact: false })).toBeDefined();
  expect(step.getByRole('link', { name: new RegExp(words.handOver.open) })).toBeDefined();
  fireEvent.click(step.getByRole('button', { name: words.signIn.back }));
  expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'certificate-activate', kid: 'old' } }]);
});

it('says after the way back that Okta signs with the one before again', () => {
  expect(shown({ ...made, isBack: true })).toContain(words.again(old.until));
  expect(shown(made)).toContain(words.inUse(old.until));
});
