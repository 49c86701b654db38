import { counted } from '../../shared/counted';
import { destinations, regions, targetOf } from '../../shared/oktopost';
import { statusName } from '../../shared/status-name';
import type { Summary } from '../../shared/summary';
import type { FlowBlock } from '../export/document';

/** Who flows where: people, the app integration in Okta, Oktopost; of the settings as they were read. */
export function pictureOf(summary: Summary): FlowBlock {
  const { org, app, people, integration, destination, region, settings } = summary;
  const { scimBaseUrl } = targetOf(destination, region);
  const valueOf = (id: (typeof settings)[number]['setting']): string | null =>
    settings.find(({ setting }) => setting === id)?.value ?? null;
  const groups = integration?.groups ?? [];
  return {
    kind: 'flow',
    boxes: [
      {
        title:
          people === null
            ? 'People in Okta'
            : `${counted(people.assigned, 'assigned person', 'assigned people')} in Okta`,
        lines:
          groups.length === 0
            ? []
            : [`by ${counted(groups.length, 'group')}: ${groups.map(({ id }) => id).join(', ')}`],
      },
      { title: `Okta: ${app.label}`, lines: [`${org.url}, ${app.id}, ${statusName(app.status)}`] },
      { title: `Oktopost: ${destinations[destination].name}`, lines: [regions[region].name] },
    ],
    arrows: [
      ['assigned to the app integration'],
      [
        `sign-on by SAML: ${valueOf('sign-on.acs-url') ?? 'as the pre-built app has it'}`,
        `accounts by SCIM: ${valueOf('connection.base-url') ?? scimBaseUrl ?? 'as the pre-built app has it'}`,
      ],
    ],
  };
}
