/** The SDK ships no types for this module. */
declare module '@okta/okta-sdk-nodejs/src/config-loader.js' {
  export class ConfigLoader {
    applyDefaults(): void;
  }
}
