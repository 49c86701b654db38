import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import type { FuseConfig } from '@electron/fuses';

/** Every fuse that Electron has; one that is added does not compile until it is set here. */
export type Fuses = Record<FuseV1Options, boolean>;

/** `hardened` is what is given to people; `test` is the same app where Playwright gets in, and is given to nobody. */
export type Artefact = 'hardened' | 'test';

const hardened: Fuses = {
  // ELECTRON_RUN_AS_NODE, NODE_OPTIONS and --inspect would run anybody's code with this app's name and rights.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Checked by Electron on macOS and Windows; Linux has no such check.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's own choice: bounds of WebAssembly memory are checked by the processor.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * All in which the test artefact differs. Playwright attaches to main by `--inspect` and to the window by
 * `--remote-debugging-port`, which `main/electron/hardening.ts` refuses without the mark in package.json. The runner for an older
 * Electron puts a folder before the archive.
 */
export const testDifference = {
  fuses: {
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  },
  packageJson: { artefact: 'test' },
} as const satisfies { fuses: Partial<Fuses>; packageJson: { artefact: Artefact } };

export const fusesOf = (artefact: Artefact): Fuses =>
  artefact === 'hardened' ? hardened : { ...hardened, ...testDifference.fuses };

/** The fuses by name, in Electron's order. Only those exist that are in its enumeration. */
export const fuseNames: readonly (readonly [FuseV1Options, string])[] = Object.entries(FuseV1Options).flatMap(
  ([name, index]) => (typeof index === 'number' ? [[index, name] as const] : []),
);

/**
 * Sets each fuse of a binary. An older Electron has fewer: they are set as far as they go, and the rest is returned by name.
 * @throws when the binary has a fuse that is not in `Fuses`.
 */
export async function setFuses(binary: string, fuses: Fuses): Promise<string[]> {
  const present = await readFuses(binary);
  const missing = fuseNames.filter(([index]) => !present.has(index));
  const set = Object.fromEntries(
    fuseNames.flatMap(([index]) => (present.has(index) ? [[index, fuses[index]]] : [])),
  );
  const config: FuseConfig = { version: FuseVersion.V1, ...set };
  await flipFuses(binary, config);
  return missing.map(([, name]) => name);
}

const [disabled, enabled, removed] = [0x30, 0x31, 0x72];

/**
 * The fuses that a binary has, as they are in it now; `null` for one that this Electron no longer heeds.
 * @throws when it has a fuse that is not in `Fuses`.
 */
export async function readFuses(binary: string): Promise<Map<FuseV1Options, boolean | null>> {
  const wire = new Map(Object.entries(await getCurrentFuseWire(binary)));
  wire.delete('version');
  const known = new Map<FuseV1Options, boolean | null>();
  for (const [index] of fuseNames) {
    const state = wire.get(String(index));
    wire.delete(String(index));
    if (state === undefined) continue;
    const value = Number(state);
    if (value === removed) known.set(index, null);
    else if (value === enabled || value === disabled) known.set(index, value === enabled);
    else throw new Error(`the fuse ${FuseV1Options[index]} is in no known state (${value})`);
  }
  if (wire.size > 0)
    throw new Error(`fuses that build/artefacts.ts does not know: ${[...wire.keys()].join(', ')}`);
  return known;
}
