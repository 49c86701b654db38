import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CompanyNetwork } from './company-network';
import type { Surroundings } from './electron';

/** Sets the proxy of a desktop for the user with this home, as Chromium reads it on Linux. */
type SystemProxy = (network: CompanyNetwork, home: string) => Surroundings;

const write = (file: string, lines: readonly string[]): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
};

/** Of Plasma 5, whose file Chromium reads by itself. */
export const inKde =
  (linesOf: (network: CompanyNetwork) => string[]): SystemProxy =>
  (network, home) => {
    write(join(home, '.config/kioslaverc'), ['[Proxy Settings]', ...linesOf(network)]);
    return { env: { XDG_CURRENT_DESKTOP: 'KDE', KDE_SESSION_VERSION: '5' } };
  };

/** Whether GNOME's settings have their schemas here. */
export const knowsGnome = existsSync('/usr/share/glib-2.0/schemas/org.gnome.system.proxy.gschema.xml');

/** By GSettings, kept in a file instead of the database of a session. */
export const inGnome: SystemProxy = ({ proxy }, home) => {
  const [host = '', port = ''] = proxy.split(':');
  write(join(home, '.config/glib-2.0/settings/keyfile'), [
    '[system/proxy]',
    "mode='manual'",
    '[system/proxy/https]',
    `host='${host}'`,
    `port=${port}`,
  ]);
  return { env: { XDG_CURRENT_DESKTOP: 'GNOME', GSETTINGS_BACKEND: 'keyfile' } };
};

/** Chromium's last resort. */
export const inNoDesktop: SystemProxy = ({ proxy }) => ({
  env: { XDG_CURRENT_DESKTOP: '', https_proxy: `http://${proxy}` },
});
