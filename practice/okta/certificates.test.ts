import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { madeApp, samlApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import { record } from '../world/people';

/** Calls that the product does not make, so that they are not in the excerpt of Okta's description. */
describe('signing keys', () => {
  let org: TestOrg;
  beforeEach(async () => {
    org = await startTestOrg();
  });
  afterEach(() => org.stop());

  it('makes a second key beside the active one, and shows its metadata by kid', async () => {
    const { id } = await madeApp(org);
    const path = `/api/v1/apps/${id}/credentials/keys`;
    const made = await org.api('POST', `${path}/generate?validityYears=2`);
    expect(made).toMatchObject({ status: 201, body: { kty: 'RSA', use: 'sig' } });
    const kid = String(record(made.body)['kid']);
    expect((await org.api('GET', `${path}/${kid}`)).body).toEqual(made.body);
    expect((await org.api('GET', path)).body).toHaveLength(2);
    expect((await org.api('GET', `/api/v1/apps/${id}`)).body).not.toMatchObject({
      credentials: { signing: { kid } },
    });
    const metadata = (query: string) => org.api('GET', `/api/v1/apps/${id}/sso/saml/metadata${query}`);
    expect((await metadata(`?kid=${kid}`)).body).not.toBe((await metadata('')).body);
    for (const query of [
      '?validityYears=1',
      '?validityYears=11',
      '?validityYears=2.5',
      '?validityYears=x',
      '',
    ])
      expect((await org.api('POST', `${path}/generate${query}`)).status).toBe(400);
    expect((await org.api('POST', `${path}/generate?validityYears=10`)).status).toBe(201);
    expect((await org.api('GET', `${path}/none`)).status).toBe(404);
    expect((await metadata('?kid=none')).status).toBe(404);
  });

  it('sign once a PUT of the app names one, and none that the app does not have', async () => {
    const { id, body } = await madeApp(org);
    const path = `/api/v1/apps/${id}`;
    const made = record((await org.api('POST', `${path}/credentials/keys/generate?validityYears=2`)).body);
    const naming = (kid: unknown) => ({
      ...samlApp,
      credentials: { ...body.credentials, signing: { kid } },
    });
    const before = (await org.api('GET', `${path}/sso/saml/metadata`)).body;
    expect((await org.api('PUT', path, naming('none'))).status).toBe(400);
    expect((await org.api('GET', `${path}/sso/saml/metadata`)).body).toBe(before);
    const changed = await org.api('PUT', path, naming(made['kid']));
    expect(changed).toMatchObject({ status: 200, body: { credentials: { signing: { kid: made['kid'] } } } });
    expect((await org.api('GET', `${path}/sso/saml/metadata`)).body).not.toBe(before);
    // A later PUT without one keeps it.
    await org.api('PUT', path, samlApp);
    expect((await org.api('GET', path)).body).toMatchObject({
      credentials: { signing: { kid: made['kid'] } },
    });
  });
});
