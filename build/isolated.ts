/** Test files that need a module graph of their own, from the top of the project: each replaces what other files import as well. */
export const isolated = [
  'main/electron/assistant.test.ts',
  'main/electron/pass-proxy.test.ts',
  'main/storage/private-folder.test.ts',
  // The assistant's use of Okta's SDK replaces its configuration loader for the whole process.
  'practice/okta/sdk.test.ts',
];
