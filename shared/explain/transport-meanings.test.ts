import { expect, it } from 'vitest';
import { readSaid } from './grammar';
import { isUnreadable, speaksAsProxy } from './transport-meanings';

it.each([
  ['HTTP 519', false],
  ['HTTP 520', true],
  ['HTTP 526', true],
  ['HTTP 530', true],
  ['HTTP 531', false],
  ['HTTP 502: nginx', true],
  ['HTTP 502: the upstream is gone', true],
  ['HTTP 502', false],
  // No status: nobody answered as a proxy.
  ['nginx is installed', false],
])('“%s” is said by something before the server: %s', (text, isProxy) => {
  expect(speaksAsProxy(readSaid(text))).toBe(isProxy);
});

it.each([
  ['Invalid response', true],
  ['The content type is wrong', true],
  ['Malformed answer', true],
  ['Unable to read the body', true],
  ['The response is missing the schemas', true],
  // What Okta sent is meant.
  ['The request has an invalid content type', false],
  ['User exists', false],
])('“%s” tells of an answer that Okta did not understand: %s', (text, isSo) => {
  expect(isUnreadable(readSaid(text))).toBe(isSo);
});
