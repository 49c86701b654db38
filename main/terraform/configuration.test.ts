import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../../practice/world/people';
import type { OktaApp } from '../../practice/world/state';
import { readyToTest } from '../testing/ready-to-test';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

const terraform = spawnSync('terraform', ['version'], { encoding: 'utf8' });
const hasTerraform = terraform.status === 0;
if (!hasTerraform)
  process.emitWarning('SKIPPED: formatting and planning with Terraform (no terraform on this machine)');
/** A folder with Okta's provider, built for this machine; it is in no package registry. */
const providerFolder = process.env['OKTA_TERRAFORM_PROVIDER'];
if (hasTerraform && providerFolder === undefined)
  process.emitWarning(
    'SKIPPED: planning with Okta’s Terraform provider (OKTA_TERRAFORM_PROVIDER names no folder)',
  );

let core: TestCore;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  core = await startTestCore();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await core.close();
});

const written = async (): Promise<string> => {
  const { download } = await core.call('summary.export', { format: 'terraform' });
  expect(download?.name).toMatch(/^practice-oktopost-(board|admin-application)-us\.tf$/);
  return download?.text ?? '';
};
/** What a command of Terraform prints; rejects where it fails. The practice org answers meanwhile. */
const terraformPrints = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)('terraform', args, {
    cwd: folder,
    env: {
      ...process.env,
      TF_CLI_CONFIG_FILE: join(folder, 'cli.tfrc'),
      OKTA_API_TOKEN: core.org.okta.apiToken,
      CHECKPOINT_DISABLE: '1',
    },
  });
  return stdout;
};
const ourApp = (): OktaApp => {
  const app = Object.values(core.org.world.state.apps).find(({ body }) =>
    JSON.stringify(body.settings).includes('Oktopost Setup for Okta'),
  );
  if (app === undefined) throw new Error('no app of ours');
  return app;
};
const statements = [
  {
    type: 'EXPRESSION',
    name: 'dept "${x}"',
    namespace: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
    values: ['user.department', '%{if}'],
  },
];
/** What stands between the app's first line and its last one. */
const resource = (text: string): string => /^resource "okta_app_saml"[^]*?^\}/m.exec(text)?.[0] ?? '';
const assignGroup = (priority: number): string => {
  const [id] = Object.keys(core.org.world.state.groups);
  if (id === undefined) throw new Error('no group');
  ourApp().groups[id] = { priority, lastUpdated: new Date().toISOString() };
  return id;
};

const roads = {
  board: async () => {
    await readyToTest(core);
    await core.run({ kind: 'mapping' });
  },
  'admin application': async () => {
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
  },
};

const bothRoads = ['board', 'admin application'] as const;

describe('the Terraform configuration of a set-up', () => {
  it('takes over the app integration with every value that Okta shows', async () => {
    await roads.board();
    const text = await written();
    const { signOn } = ourApp().body.settings;
    expect(text).toContain(`to = okta_app_saml.oktopost\n  id = "${ourApp().id}"`);
    expect(resource(text)).toContain('sso_url                  = "https://app.oktopost.com/auth/acs"');
    expect(resource(text)).toContain('audience                 = "urn:oktopost:sp"');
    expect(resource(text)).toContain('subject_name_id_template = "$${user.userName}"');
    expect(resource(text)).toMatch(/admin_note = "Made by Oktopost Setup for Okta\./);
    expect(resource(text)).toContain(
      `response_signed          = ${String(record(signOn)['responseSigned'])}`,
    );
    expect(resource(text)).toContain('prevent_destroy = true');
    expect(resource(text)).not.toMatch(/preconfigured_app|authentication_policy +=|push_status|features/);
    expect(text).toContain('Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.');
    expect(text, 'a practice org has no address that anybody has').toContain('base_url = "okta.invalid"');
  });

  it('has the mapping as a whole, but not in force, and nobody’s assignment', async () => {
    await roads.board();
    await core.run({
      kind: 'assign',
      userId: (await core.call('users.search', { query: 'Bruno' })).users[0]?.id ?? '',
    });
    const text = await written();
    expect(text).toContain('# resource "okta_profile_mapping" "oktopost" {');
    expect(text).toContain('#     id          = "givenName"\n#     expression  = "user.firstName"');
    expect(text).not.toMatch(/^resource "okta_profile_mapping"|okta_app_user|okta_app_group_assignment\./m);
    expect(text).toContain('1 person is assigned now.');
    expect(text).not.toMatch(/bruno/i);
  });

  it('takes over each group that is assigned', async () => {
    await roads.board();
    const id = assignGroup(3);
    const text = await written();
    expect(text).toContain(`id = "${ourApp().id}/${id}"`);
    expect(text).toContain(`group_id = "${id}"\n  priority = 3`);
    expect(text).toContain('Plan: 2 to import');
  });

  it('says what the app integration has beside it, and writes what others set', async () => {
    await roads.board();
    const signOn = record(ourApp().body.settings['signOn']);
    signOn['slo'] = { enabled: true, issuer: 'x', logoutUrl: 'https://x.example' };
    signOn['attributeStatements'] = statements;
    const text = await written();
    expect(text).toContain('# NOT IN THIS FILE: single logout. Add it first: Terraform would remove it.');
    expect(text).toContain('name      = "dept \\"$${x}\\""');
    expect(text).toContain('values    = ["user.department", "%%{if}"]');
  });

  it('of the pre-built app names it, and no mapping', async () => {
    await roads['admin application']();
    const text = await written();
    expect(resource(text)).toContain(`preconfigured_app = "${ourApp().name}"`);
    expect(text).not.toContain('okta_profile_mapping');
    expect(text).toContain('The API integration is authenticated in the Admin Console only.');
  });

  it('holds no secret', async () => {
    await roads.board();
    const text = await written();
    for (const secret of [core.org.okta.apiToken, core.org.oktopost.bearerToken])
      expect(text).not.toContain(secret);
  });
});

describe.skipIf(!hasTerraform)('Terraform', () => {
  it.each(bothRoads)('finds nothing to format: %s', async (road) => {
    await roads[road]();
    assignGroup(0);
    writeFileSync(join(folder, 'oktopost.tf'), await written());
    writeFileSync(join(folder, 'cli.tfrc'), '');
    expect(await terraformPrints('fmt', '-check', '-diff')).toBe('');
  });

  it.skipIf(providerFolder === undefined).each(bothRoads)(
    'with Okta’s provider takes it over and changes nothing, before and after the test user: %s',
    async (road) => {
      await roads[road]();
      assignGroup(0);
      record(record(ourApp().body.visibility)['hide'])['web'] = true;
      record(ourApp().body.settings['signOn'])['attributeStatements'] = statements;
      const port = new URL(core.org.okta.orgUrl).port;
      writeFileSync(
        join(folder, 'cli.tfrc'),
        `provider_installation {\n  dev_overrides { "okta/okta" = "${providerFolder ?? ''}" }\n  direct {}\n}\n`,
      );
      writeFileSync(
        join(folder, 'practice_override.tf'),
        `provider "okta" {\n  http_proxy = "http://127.0.0.1:${port}"\n}\n`,
      );
      writeFileSync(join(folder, 'oktopost.tf'), await written());
      const asItWas = structuredClone(ourApp().body);
      const nothing = '0 to add, 0 to change, 0 to destroy';
      const plan = await terraformPrints('plan', '-input=false', '-no-color');
      expect(plan).toContain(`Plan: 2 to import, ${nothing}.`);
      expect(await terraformPrints('apply', '-input=false', '-no-color', '-auto-approve')).toContain(
        '2 imported, 0 added, 0 changed, 0 destroyed',
      );
      expect(await terraformPrints('plan', '-input=false', '-no-color')).toContain('No changes.');
      const { users } = await core.call('users.search', { query: 'Bruno' });
      await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
      expect(await terraformPrints('plan', '-input=false', '-no-color')).toContain('No changes.');
      expect(ourApp().body).toEqual(asItWas);
    },
    240_000,
  );
});
