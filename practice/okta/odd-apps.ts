import type { World } from '../world/world';

interface OddApp {
  id: string;
  view: Record<string, unknown>;
}

const ids = { activeDirectory: '0oaActiveDirectory00', workflows: '0oaOktaWorkflows0000' };
export const oddAppIds: readonly string[] = Object.values(ids);

/** Apps as real lists hold them beside those of admins, for reading only. Source: Okta as recorded, section 3. */
export function oddApps({ origins, state: { org } }: World): OddApp[] {
  const base = (id: string, name: string) => ({
    id,
    orn: `orn:oktapreview:idp:${org.id}:apps:${name}:${id}`,
    name,
    status: 'ACTIVE',
    created: org.created,
    lastUpdated: org.created,
    accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
    _links: { users: { href: `${origins.okta}/api/v1/apps/${id}/users` } },
  });
  const activeDirectory = {
    ...base(ids.activeDirectory, 'active_directory'),
    label: null,
    signOnMode: null,
    features: ['IMPORT_NEW_USERS', 'AUTO_CONFIRM_IMPORTS', 'IMPORT_USER_SCHEMA'],
    credentials: {
      userNameTemplate: { template: '${source.login}', type: 'CUSTOM', pushStatus: 'NOT_CONFIGURED' },
    },
    universalLogout: null,
  };
  const workflows = {
    ...base(ids.workflows, 'okta_flow_sso'),
    label: 'Okta Workflows',
    signOnMode: 'OPENID_CONNECT',
    features: ['SCIM_PROVISIONING'],
    credentials: { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } },
    universalLogout: {
      status: 'DISABLED',
      supportType: 'PARTIAL',
      identityStack: 'SHARED',
      protocol: 'PROPRIETARY',
    },
  };
  return [activeDirectory, workflows].map((view) => ({ id: view.id, view }));
}
