import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { failedTest } from '../../../shared/testing/test-user';
import type { Finding, PaneId, TestSnapshot } from '../../../shared/verification';
import { paneIds } from '../../../shared/verification';
import { ok, press, show } from '../../testing/dom';
import { words as common } from '../../words/common';
import { stepNames } from '../../../shared/step-names';
import { Panes } from './panes';
import { words } from './words';

const looked: readonly PaneId[] = paneIds.filter((id) => id !== 'result');
const head = (pane: PaneId) =>
  screen.getByRole('heading', { level: 3, name: new RegExp(`^${words.panes.names[pane]}`) });

describe('the five panes', () => {
  it.each([
    ['ok', 'green'],
    ['warn', 'amber'],
    ['block', 'red'],
    ['unknown', 'grey'],
  ] as const)('show %s by word and colour, with the way on', async (level, tone) => {
    const findings = looked.map((pane) => ({
      pane,
      level,
      text: `Of ${pane}.`,
      next: level === 'ok' ? null : `Do ${pane}.`,
    }));
    await show(<Panes findings={findings} result={null} />, snapshotAt('test-user'));
    for (const pane of looked) {
      const said = within(head(pane)).getByText(words.check.levels[level]);
      expect(said.closest('[data-tone]')?.getAttribute('data-tone')).toBe(tone);
      expect(screen.getByText(`Of ${pane}.`)).toBeDefined();
      if (level !== 'ok') expect(screen.getByText(`Do ${pane}.`)).toBeDefined();
    }
    expect(head('result').textContent).toContain(words.panes.result.none);
  });

  it('lead to the screen that repairs what was found', async () => {
    const finding = {
      pane: 'scope',
      level: 'warn',
      text: 'Too early.',
      next: null,
      screen: 'rollout',
    } as const;
    const { callsOf } = await show(<Panes findings={[finding]} result={null} />, snapshotAt('test-user'), {
      'session.go': () => ok(null),
    });
    await press(common.error.goTo(stepNames.rollout));
    expect(callsOf('session.go')).toEqual([{ screen: 'rollout' }]);
  });

  it('say the worst of what a pane has, and what was not looked at', async () => {
    const levels: Finding['level'][] = ['ok', 'unknown', 'warn', 'block'];
    const findings = levels.map((level) => ({
      pane: 'scope' as const,
      level,
      text: `It is ${level}.`,
      next: null,
    }));
    await show(<Panes findings={findings} result={null} />, snapshotAt('test-user'));
    expect(head('scope').textContent).toContain(words.check.levels.block);
    expect(head('match').textContent).toContain(words.panes.notLooked);
  });

  const results: TestSnapshot['state'][] = ['none', 'following', 'stopped', 'passed', 'failed', 'timed-out'];
  it.each(results)('show the result %s', async (state) => {
    await show(<Panes findings={[]} result={{ ...failedTest, state }} />, snapshotAt('test-user'));
    expect(head('result').textContent).toContain(words.panes.result[state]);
  });

  it('show a success that nobody read as Okta’s word only, which is not green', async () => {
    const rows = failedTest.rows.map((row) => ({ ...row, oktopost: null, state: 'cannot-be-read' as const }));
    const result = { ...failedTest, state: 'passed' as const, rows };
    await show(<Panes findings={[]} result={result} />, snapshotAt('test-user'));
    const said = within(head('result')).getByText(words.panes.unread);
    expect(said.closest('[data-tone]')?.getAttribute('data-tone')).toBe('grey');
  });
});
