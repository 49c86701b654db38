import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { CoreLinks } from './external-links';
import { guardContents } from './guards';

const opened = vi.hoisted((): string[] => []);
vi.mock('electron', () => ({
  shell: {
    openExternal: (url: string) => {
      opened.push(url);
      return Promise.resolve();
    },
  },
}));

const practiceLink = 'http://127.0.0.1:4001/admin/app/x/instance/y/';
const helpLink = 'https://help.okta.com/';

/** A window whose core has not said its links yet. */
function starting() {
  const warned: string[] = [];
  let said: (links: CoreLinks) => void = () => undefined;
  const links = new Promise<CoreLinks>((resolve) => {
    said = resolve;
  });
  let click: (link: { url: string }) => unknown = () => undefined;
  const contents = {
    setWebRTCIPHandlingPolicy: () => undefined,
    on: () => undefined,
    setWindowOpenHandler: (handler: typeof click) => {
      click = handler;
    },
  };
  const log = { warn: (text: string) => warned.push(text) };
  Reflect.apply(guardContents, undefined, [contents, () => links, () => log]);
  return { warned, said, click: (url: string) => click({ url }) };
}

/** What decides about a link is loaded when the first is followed, however long that takes. */
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await setImmediate();
};

it('opens a link to the practice org that was followed before the core had named it, and no other', async () => {
  const { warned, said, click } = starting();
  for (const url of [practiceLink, 'http://127.0.0.1:4002/', helpLink])
    expect(click(url)).toEqual({ action: 'deny' });
  // What is known without the core waits for nothing.
  await until(() => opened.length > 0);
  expect(opened).toEqual([helpLink]);
  expect(warned).toEqual([]);
  said({ practiceOrigins: new Set(['http://127.0.0.1:4001']), releases: null });
  await until(() => warned.length > 0);
  expect(warned).toEqual(['a link was not opened']);
  expect(opened).toEqual([helpLink, practiceLink]);
}, 60_000);
