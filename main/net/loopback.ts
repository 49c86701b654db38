/** This computer: the practice org runs here, and no proxy leads to it. */
export const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

export const isLoopback = ({ protocol, hostname }: URL): boolean =>
  ['http:', 'https:'].includes(protocol) && loopbackHosts.includes(hostname);
