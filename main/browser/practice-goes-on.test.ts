import { expect, it } from 'vitest';
import { practiceGoesOn } from './practice-goes-on';

it.each([
  ['linux', 'To end it now: kill 4711'],
  ['darwin', 'To end it now: kill 4711'],
  ['win32', 'To end it now: taskkill /F /PID 4711'],
] as const)(
  'says on %s that the practice org goes on, until when, and how to end it',
  (platform, command) => {
    const text = practiceGoesOn(4711, platform);
    expect(text).toContain('The practice org goes on');
    expect(text).toContain('after 60 minutes');
    expect(text).toContain(command);
  },
);
