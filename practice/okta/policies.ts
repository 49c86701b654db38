import type { OktaApp, PracticeState } from '../world/state';
import type { World } from '../world/world';
import { appOf, noContent, ok, param } from './call';
import type { ApiCall, Route } from './call';
import { invalid, notFound } from './errors';

/** Sign-on policies, as far as Terraform's provider needs them: it assigns the default one to every new app. */
export const policyRoutes: readonly Route[] = [
  ['GET', '/api/v1/policies', list],
  [
    'GET',
    '/api/v1/policies/:policyId',
    (call) => ok(view(call.world, policyNamed(call.world, param(call, 'policyId')))),
  ],
  ['GET', '/api/v1/policies/:policyId/rules', rules],
  ['PUT', '/api/v1/apps/:appId/policies/:policyId', assign],
];

interface Policy {
  id: string;
  name: string;
  description: string;
  /** The org's default, which cannot be deleted. */
  system: boolean;
}

function policiesOf({ org }: PracticeState): [system: Policy, ...others: Policy[]] {
  const id = (number: number): string => `rst${org.id.slice(3, -1)}${String(number)}`;
  return [
    {
      id: id(1),
      name: 'Any two factors',
      description: 'Require two factors to access.',
      system: true,
    },
    { id: id(2), name: 'Password only', description: 'Require only a password.', system: false },
  ];
}

function policyNamed({ state }: World, id: string): Policy {
  const policy = policiesOf(state).find((known) => known.id === id);
  if (policy === undefined) throw notFound(id, 'Policy');
  return policy;
}

export function accessPolicyOf({ state }: World, { accessPolicyId }: OktaApp): string {
  return accessPolicyId ?? policiesOf(state)[0].id;
}

export const policyAddress = ({ origins }: World, id: string): string =>
  `${origins.okta}/api/v1/policies/${id}`;

function list({ world, request }: ApiCall) {
  if (request.query.get('type') !== 'ACCESS_POLICY') {
    throw invalid('type', 'type: this practice org knows ACCESS_POLICY only');
  }
  return ok(policiesOf(world.state).map((policy) => view(world, policy)));
}

/** Every policy ends with the catch-all rule. */
function rules(call: ApiCall) {
  const policy = policyNamed(call.world, param(call, 'policyId'));
  const { created } = call.world.state.org;
  return ok([
    {
      id: `rul${policy.id.slice(3)}`,
      name: 'Catch-all Rule',
      type: 'ACCESS_POLICY',
      status: 'ACTIVE',
      priority: 99,
      system: true,
      conditions: null,
      created,
      lastUpdated: created,
    },
  ]);
}

function assign(call: ApiCall) {
  const { world } = call;
  const app = appOf(call);
  app.accessPolicyId = policyNamed(world, param(call, 'policyId')).id;
  world.save();
  return noContent();
}

/** Without Okta's `_embedded.resourceType`, which Okta's Go and Python SDKs cannot decode. */
function view(world: World, policy: Policy) {
  const { created } = world.state.org;
  return {
    ...policy,
    type: 'ACCESS_POLICY',
    status: 'ACTIVE',
    priority: 1,
    conditions: null,
    created,
    lastUpdated: created,
    _links: { self: { href: policyAddress(world, policy.id), hints: { allow: ['GET'] } } },
  };
}
