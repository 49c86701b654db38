import type { Finding, PaneFinding, PaneId } from '../../shared/verification';

/** What is known before something is written; `next`: what to do about it; `screen`: where the assistant helps with it. */
export const finding = (
  level: Finding['level'],
  text: string,
  next: string | null = null,
  screen: Finding['screen'] | null = null,
): Finding => ({ level, text, next, ...(screen === null || screen === undefined ? {} : { screen }) });

/** The same in one pane of the test. */
export const findingIn =
  (pane: PaneId) =>
  (...of: Parameters<typeof finding>): PaneFinding => ({ pane, ...finding(...of) });
