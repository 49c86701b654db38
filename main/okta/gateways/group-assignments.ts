import { z } from 'zod';
import { nullOn, oktaId, type Calls } from '../calls';
import type { Okta } from '../okta';

const assignedGroupSchema = z.looseObject({ id: z.string() }).transform(({ id }) => ({ id }));

/** Groups as assignments of an app integration. Source: Okta facts, section 2, "App users". */
export function groupAssignmentsGateway(
  calls: Calls,
): Pick<Okta, 'appGroup' | 'assignGroup' | 'unassignGroup'> {
  const one = (appId: string, groupId: string): string =>
    `/api/v1/apps/${oktaId(appId)}/groups/${oktaId(groupId)}`;
  return {
    appGroup: (appId, groupId) =>
      nullOn(['not-found'], () =>
        calls.raw({ method: 'GET', path: one(appId, groupId) }, assignedGroupSchema),
      ),
    assignGroup: async (appId, groupId) => {
      await calls.done({ method: 'PUT', path: one(appId, groupId) }, { body: {} });
    },
    unassignGroup: async (appId, groupId) => {
      await calls.done({ method: 'DELETE', path: one(appId, groupId) });
    },
  };
}
