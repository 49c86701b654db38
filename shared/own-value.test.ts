import { expect, it } from 'vitest';
import { roleName } from './role-name';
import { profileSourceName, statusName, syncStateName } from './status-name';

it.each(['toString', 'constructor', '__proto__'])('a constant called %s has no name of ours', (constant) => {
  for (const nameOf of [roleName, statusName, syncStateName, profileSourceName])
    expect(nameOf(constant)).toBe(constant);
});
