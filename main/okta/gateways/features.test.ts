import { describe, expect, it } from 'vitest';
import { errorOf, oktaError, routes, scriptedOrg } from '../testing';

describe('the provisioning feature', () => {
  const at = '/api/v1/apps/0oa1/features/USER_PROVISIONING';
  const feature = (status: string) => ({
    name: 'USER_PROVISIONING',
    status,
    capabilities: {
      create: { lifecycleCreate: { status } },
      update: { profile: { status }, lifecycleDeactivate: { status }, password: { status: 'DISABLED' } },
    },
  });
  const off = {
    status: 400,
    body: oktaError(
      'E0000001',
      'Api validation failed: feature',
      'Provisioning is not enabled for the app instance.',
    ),
  };

  it('is tried with the three To App boxes', async () => {
    const { okta, server } = await scriptedOrg(
      routes({ [`PUT ${at}`]: { body: feature('ENABLED') }, [`GET ${at}`]: { body: feature('ENABLED') } }),
    );
    expect(await okta.enableProvisioningFeature('0oa1')).toBe('worked');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      create: { lifecycleCreate: { status: 'ENABLED' } },
      update: { profile: { status: 'ENABLED' }, lifecycleDeactivate: { status: 'ENABLED' } },
    });
    expect(await okta.provisioningFeature('0oa1')).toEqual({
      create: true,
      updateProfile: true,
      deactivate: true,
    });
  });

  it.each([
    ['400', off],
    ['404', { status: 404, body: oktaError('E0000007', 'Not found') }],
    ['no effect', { body: feature('DISABLED') }],
  ])('may be refused (%s)', async (_name, answer) => {
    const { okta } = await scriptedOrg(routes({ [`PUT ${at}`]: answer }));
    expect(await okta.enableProvisioningFeature('0oa1')).toBe('refused');
  });

  it('is null when Okta does not report it', async () => {
    const { okta } = await scriptedOrg(routes({ [`GET ${at}`]: off }));
    expect(await okta.provisioningFeature('0oa1')).toBeNull();
    expect(await okta.provisioningFeature('0oa2')).toBeNull();
  });

  it('is a missing right, not a refusal, on 403', async () => {
    const { okta } = await scriptedOrg(() => ({ status: 403, body: oktaError('E0000006', 'No permission') }));
    expect(await errorOf(okta.enableProvisioningFeature('0oa1'))).toMatchObject({ code: 'missing-right' });
  });
});
