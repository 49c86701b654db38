// What `log.ts` uses of electron-log's own modules, which its declarations leave out (electron-log 5.4.4, src/core, src/node).
declare module 'electron-log/src/core/Logger.js' {
  import type { LogFunctions } from 'electron-log';

  type Factory<T> = (logger: unknown, dependencies: Dependencies) => T;
  interface Dependencies {
    externalApi: { getPathVariables: () => object };
  }

  const Logger: new <T extends Record<string, unknown>>(options: {
    transportFactories: { [Name in keyof T]: Factory<T[Name]> };
    dependencies: Dependencies;
  }) => LogFunctions & { transports: T };
  export default Logger;
}

declare module 'electron-log/src/node/transports/file/index.js' {
  import type { FileTransport } from 'electron-log';

  const fileTransport: (logger: unknown) => FileTransport;
  export default fileTransport;
}
