import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/**
 * Stands in for fpm, which is in no package registry: takes the arguments that electron-builder gives to it and has nfpm (NFPM_PATH)
 * make the package. An argument that it does not know ends it.
 */
const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...list, short: 'd' },
    force: { type: 'boolean' },
    name: text,
    version: text,
    architecture: text,
    description: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    package: text,
    category: text,
    'after-install': text,
    'after-remove': text,
    'deb-recommends': list,
    'deb-priority': text,
    'deb-compression': text,
    'rpm-os': text,
    'rpm-summary': text,
    'rpm-compression': text,
  },
});

const kind = z.enum(['deb', 'rpm']).parse(values.t);
const architectures: Record<string, string> = { x86_64: 'amd64', aarch64: 'arm64' };
const { architecture = '' } = values;

/** `FROM/=TO` is a folder, `FROM=TO` a file. */
const contents = positionals.map((each) => {
  const [src = '', dst = ''] = each.split('=');
  return src.endsWith('/') ? { src, dst, type: 'tree' } : { src, dst };
});

const config = {
  name: values.name,
  arch: architectures[architecture] ?? architecture,
  platform: 'linux',
  version: values.version,
  maintainer: values.maintainer,
  vendor: values.vendor,
  homepage: values.url,
  license: values.license,
  description: values.description?.trim(),
  section: values.category ?? 'default',
  priority: values['deb-priority'],
  depends: values.d ?? [],
  recommends: values['deb-recommends'] ?? [],
  contents,
  scripts: { postinstall: values['after-install'], postremove: values['after-remove'] },
  deb: { compression: 'xz' },
  rpm: { summary: values['rpm-summary'], compression: 'xz' },
};

const folder = mkdtempSync(join(tmpdir(), 'nfpm-'));
try {
  const file = join(folder, 'nfpm.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config));
  const target = z.string().parse(values.package);
  execFileSync(
    z.string().parse(process.env['NFPM_PATH']),
    ['package', '--config', file, '--packager', kind, '--target', target],
    { stdio: 'inherit' },
  );
} finally {
  rmSync(folder, { recursive: true });
}
