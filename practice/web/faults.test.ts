import { describe, expect, it } from 'vitest';
import { createFaults } from './faults';
import type { PracticeRequest } from './http';

const asked: PracticeRequest = {
  method: 'GET',
  path: '/api/v1/apps',
  query: new URLSearchParams(),
  headers: {},
  body: '',
};

describe('scripted faults', () => {
  it('release a delayed request when they are cleared', async () => {
    const faults = createFaults();
    faults.add([{ target: 'okta', times: 1, delayMs: 3_600_000 }]);
    let answered = false;
    const answer = faults.apply('okta', asked, () => {
      answered = true;
      return { status: 200 };
    });
    expect(answered).toBe(false);
    faults.clear();
    expect(await answer).toEqual({ status: 200 });
  });
});
