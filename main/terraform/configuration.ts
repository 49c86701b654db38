import { counted } from '../../shared/counted';
import type { Integration } from '../../shared/integration';
import { readOktaAddress } from '../../shared/okta-address';
import { destinations, regions, targetOf } from '../../shared/oktopost';
import type { Summary } from '../../shared/summary';
import { minute } from '../export/document';
import type { ExportFile } from '../export/files';
import { consoleLinks } from '../okta/console-links';
import { appResource } from './app-resource';
import { notNoted } from './failures';
import { argument, blank, block, comment, outOfForce, rendered } from './hcl';
import type { Line } from './hcl';

/** The version of Okta's provider that this was tried with. Source: docs/facts/packaging.md. */
const provider = { source: 'okta/okta', version: '~> 6.12' };
const app = 'okta_app_saml.oktopost';

/** The configuration as a file. @throws AppFailure where the summary is too old to say enough. */
export const terraformFile = (summary: Summary): ExportFile => ({
  name: `${summary.practice ? 'practice-' : ''}oktopost-${summary.destination}-${summary.region}.tf`,
  type: 'text/plain',
  text: terraformConfiguration(summary),
});

/**
 * A Terraform configuration that takes over the app integration of a summary and its groups, without a change to Okta: the text of a
 * `.tf` file. Assigned people, provisioning and the attribute mapping stay out of it, and it says why. Holds no secret.
 * Source of what Okta's provider does: docs/facts/packaging.md. @throws AppFailure where the summary is too old to say enough.
 */
export function terraformConfiguration(summary: Summary): string {
  const { integration } = summary;
  if (integration === null) throw notNoted();
  const address = readOktaAddress(summary.org.url);
  const links = consoleLinks(address.kind === 'okta-host' ? address.adminUrl : null, {
    id: summary.app.id,
    name: integration.name,
  });
  return rendered([
    ...aboutThisFile(summary, integration),
    blank,
    block(
      'terraform',
      [],
      [
        argument('required_version', '>= 1.5.0'),
        blank,
        block(
          'required_providers',
          [],
          [
            comment('Tried with 6.12.0.'),
            {
              kind: 'block',
              head: 'okta =',
              lines: [argument('source', provider.source), argument('version', provider.version)],
            },
          ],
        ),
      ],
    ),
    blank,
    ...providerOf(summary),
    blank,
    importOf(app, summary.app.id),
    blank,
    appResource(summary, integration),
    ...groupsOf(summary, integration),
    ...mappingsOf(summary, integration, links.toApp),
    blank,
    ...outsideOf(summary, integration, links),
  ]);
}

function aboutThisFile(summary: Summary, { groups }: Integration): Line[] {
  const { org, destination, region, made, versions, practice } = summary;
  const count = 1 + (groups?.length ?? 0);
  return [
    ...(practice
      ? [comment('PRACTICE RUN. This is no real org: nothing here may be applied to one.'), blank]
      : []),
    comment(
      `Oktopost (${destinations[destination].name}, ${regions[region].name}) in ${org.name ?? org.url}, for Terraform.`,
    ),
    comment(
      `Written by Oktopost Setup for Okta ${versions.assistant} from what Okta showed at ${minute(made)}.`,
    ),
    comment(''),
    comment('1. Put an Okta API token into the environment variable OKTA_API_TOKEN, never into a file.'),
    comment('2. terraform init'),
    comment(`3. terraform plan must say: Plan: ${count} to import, 0 to add, 0 to change, 0 to destroy.`),
    comment(
      'Does it want to change something? Then Okta differs from this file: do not apply, export it again.',
    ),
    comment(
      '4. terraform apply takes it over and writes nothing to Okta. The next plan then says: No changes.',
    ),
  ];
}

/** The provider builds the address of the org of two parts. No practice org has such an address, so it gets one that is nobody's. */
function providerOf(summary: Summary): Line[] {
  const address = readOktaAddress(summary.org.url);
  const host = address.kind === 'okta-host' ? new URL(address.orgUrl).hostname : 'practice.okta.invalid';
  const [name = '', ...rest] = host.split('.');
  return [block('provider', ['okta'], [argument('org_name', name), argument('base_url', rest.join('.'))])];
}

const importOf = (to: string, id: string): Line =>
  block('import', [], [argument('to', { reference: to }), argument('id', id)]);

function groupsOf({ people, app: { id: appId } }: Summary, { groups }: Integration): Line[] {
  if (groups === null) {
    return [
      blank,
      comment('The assigned groups could not be read, or are more than 500: they are not in this file.'),
    ];
  }
  const assigned =
    people === null || people.assigned === 0
      ? ''
      : ` ${counted(people.assigned, 'person is', 'people are')} assigned now.`;
  return [
    blank,
    comment(
      `People are never assigned here one by one: Terraform would unassign whoever leaves the file, and Okta then deactivates the account.${assigned}`,
    ),
    ...(groups.length === 0 ? [comment('No group is assigned.')] : []),
    ...groups.flatMap(({ id, priority, profile }): Line[] => {
      const name = `group_${id.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`;
      return [
        blank,
        importOf(`okta_app_group_assignment.${name}`, `${appId}/${id}`),
        blank,
        block(
          'resource',
          ['okta_app_group_assignment', name],
          [
            argument('app_id', { reference: `${app}.id` }),
            argument('group_id', id),
            ...(priority === null ? [] : [argument('priority', priority)]),
            ...(profile === null ? [] : [argument('profile', profile)]),
            blank,
            block(
              'lifecycle',
              [],
              [
                comment('Without the group its members are unassigned, and Okta deactivates their accounts.'),
                argument('prevent_destroy', true),
              ],
            ),
          ],
        ),
      ];
    }),
  ];
}

function mappingsOf({ app: { id } }: Summary, { mappings }: Integration, toApp: string | null): Line[] {
  if (mappings.length === 0) return [];
  return [
    blank,
    comment(
      'The attribute mapping is not in force here. The provider imports none of its rows, so that its first plan shows',
    ),
    comment(
      'each as added and the mapping as changed; rows that are missing in it are then no longer looked after, and a',
    ),
    comment(
      `destroy empties the mapping. Look at it in Okta${toApp === null ? '' : `: ${toApp}`}, or take the comment signs away from a whole block.`,
    ),
    ...mappings.flatMap((mapping, index): Line[] => {
      const name = index === 0 ? 'oktopost' : `oktopost_${index + 1}`;
      return [
        blank,
        comment(`User type: ${mapping.userType.name}`),
        outOfForce([
          importOf(`okta_profile_mapping.${name}`, mapping.id),
          blank,
          block(
            'resource',
            ['okta_profile_mapping', name],
            [
              argument('source_id', mapping.userType.id),
              argument('target_id', id),
              argument('delete_when_absent', false),
              ...mapping.rows.flatMap(({ attribute, expression, pushStatus }): Line[] => [
                blank,
                block(
                  'mappings',
                  [],
                  [
                    argument('id', attribute),
                    argument('expression', expression),
                    argument('push_status', pushStatus),
                  ],
                ),
              ]),
              blank,
              block('lifecycle', [], [argument('prevent_destroy', true)]),
            ],
          ),
        ]),
      ];
    }),
  ];
}

/** What Okta's API, and with it Terraform, cannot do; each with where it is done. */
function outsideOf(
  { destination, region }: Summary,
  { groups }: Integration,
  links: ReturnType<typeof consoleLinks>,
): Line[] {
  const { app: kind, scimBaseUrl } = targetOf(destination, region);
  const at = (link: string | null): string => (link === null ? '' : ` ${link}`);
  return [
    comment('Not for Terraform:'),
    ...(kind === 'custom'
      ? [
          comment(
            `- SCIM is switched on in the Admin Console only (General, App Settings).${at(links.general)}`,
          ),
          comment(
            `- The SCIM connection (${scimBaseUrl ?? ''}, its token, its boxes): Okta’s API never shows it.${at(links.integration)}`,
          ),
        ]
      : [
          comment(
            `- The API integration is authenticated in the Admin Console only.${at(links.integration)}`,
          ),
        ]),
    comment(`- The three To App boxes.${at(links.toApp)}`),
    comment(`- Update application username on: Okta’s API may not take it.${at(links.signOn)}`),
    comment(
      '- okta_app_features and okta_app_connection: Okta refuses the one for a custom app, the other fails after Okta took it.',
    ),
    comment(
      `- Signing certificates and their roll-over (leave key_name and key_years_valid out).${at(links.signOn)}`,
    ),
    ...(groups === null ? [comment(`- Assigned groups.${at(links.assignments)}`)] : []),
    comment(`- Assigned people.${at(links.assignments)}`),
  ];
}
