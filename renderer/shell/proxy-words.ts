import { words as shell } from './words';

/** The question of a proxy. A file apart: the first screen does not wait for it. */
export const words = {
  title: shell.proxy.title,
  asks: (host: string) =>
    `${host}, the proxy of this network, lets nothing through to Okta and Oktopost without a user name and a password. Ask IT if you do not have them.`,
  refused: (host: string) =>
    `${host}, the proxy of this network, did not take them. Some companies lock an account after a few wrong tries.`,
  kept: 'They go to this proxy only, and are kept in memory until the assistant ends.',
  user: 'User name',
  password: 'Password',
  yes: 'Sign in',
  no: 'Not now',
} as const;
