import { expect, it } from 'vitest';
import { practiceArguments, practiceCommand } from './practice-command';

it('what is started is what the started process reads', () => {
  for (const appPath of [null, '/work/app']) {
    const { file, args } = practiceCommand({
      executable: '/opt/app/app',
      appPath,
      userData: '/data/practice',
    });
    expect(file).toBe('/opt/app/app');
    expect(practiceArguments([file, ...args, '--json', '--state=/x'])).toEqual(['--json', '--state=/x']);
  }
});

it('without the flag the app itself starts', () => {
  expect(practiceArguments(['/opt/app/app', '--user-data-dir=/x'])).toBeNull();
  expect(practiceArguments(['/opt/app/app', '--practice-org'])).toEqual([]);
});
