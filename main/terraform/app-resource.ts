import type { Integration, NotDescribed } from '../../shared/integration';
import { targetOf } from '../../shared/oktopost';
import type { Summary } from '../../shared/summary';
import { argument, blank, block, comment } from './hcl';
import type { Line } from './hcl';

/**
 * The app integration with every value that would else make a diff. What is set by hand elsewhere is no reason to write it.
 * Source: docs/facts/packaging.md, "Terraform".
 */
export function appResource(
  { app: { label, status }, destination, region }: Summary,
  read: Integration,
): Line {
  const { signOn, notes, visibility, accessibility, userNameTemplate } = read;
  const text = (name: string, value: string | null): Line[] =>
    value === null ? [] : [argument(name, value)];
  const on = (name: string, value: boolean): Line[] => (value ? [argument(name, true)] : []);
  const isCatalogue = targetOf(destination, region).app === 'catalogue';
  return block(
    'resource',
    ['okta_app_saml', 'oktopost'],
    [
      argument('label', label),
      ...(isCatalogue ? [argument('preconfigured_app', read.name)] : []),
      ...(status === 'ACTIVE' ? [] : [argument('status', status)]),
      ...(read.signOnMode === 'SAML_1_1' ? [argument('saml_version', '1.1')] : []),
      blank,
      ...text('sso_url', signOn.ssoAcsUrl),
      ...text('recipient', signOn.recipient),
      ...text('destination', signOn.destination),
      ...text('audience', signOn.audience),
      ...text('idp_issuer', signOn.idpIssuer),
      ...text('sp_issuer', signOn.spIssuer),
      ...text('default_relay_state', signOn.defaultRelayState),
      ...text('subject_name_id_template', signOn.subjectNameIdTemplate),
      ...text('subject_name_id_format', signOn.subjectNameIdFormat),
      argument('response_signed', signOn.responseSigned),
      argument('assertion_signed', signOn.assertionSigned),
      ...text('signature_algorithm', signOn.signatureAlgorithm),
      ...text('digest_algorithm', signOn.digestAlgorithm),
      argument('honor_force_authn', signOn.honorForceAuthn),
      ...text('authn_context_class_ref', signOn.authnContextClassRef),
      ...on('saml_signed_request_enabled', signOn.signedRequests),
      blank,
      // Its push status is left out: the provider cannot keep one of a built-in format.
      ...text('user_name_template', userNameTemplate.template),
      ...text('user_name_template_type', userNameTemplate.type),
      ...text('user_name_template_suffix', userNameTemplate.suffix),
      blank,
      argument('hide_ios', visibility.hideIos),
      argument('hide_web', visibility.hideWeb),
      ...on('auto_submit_toolbar', visibility.autoSubmitToolbar),
      ...on('implicit_assignment', read.implicitAssignment),
      ...on('accessibility_self_service', accessibility.selfService),
      ...text('accessibility_login_redirect_url', accessibility.loginRedirectUrl),
      ...text('accessibility_error_redirect_url', accessibility.errorRedirectUrl),
      ...text('admin_note', notes.admin),
      ...text('enduser_note', notes.endUser),
      ...text('app_settings_json', isCatalogue ? read.settings : null),
      ...signOn.attributeStatements.flatMap((statement): Line[] => [
        blank,
        block(
          'attribute_statements',
          [],
          [
            argument('type', statement.type),
            argument('name', statement.name),
            argument('namespace', statement.namespace),
            ...(statement.values.length === 0 ? [] : [argument('values', statement.values)]),
            ...text('filter_type', statement.filterType),
            ...text('filter_value', statement.filterValue),
          ],
        ),
      ]),
      ...(read.notDescribed.length === 0
        ? []
        : [
            blank,
            comment(
              `NOT IN THIS FILE: ${read.notDescribed.map((what) => notDescribed[what]).join(', ')}. Add it first: Terraform would remove it.`,
            ),
          ]),
      blank,
      block(
        'lifecycle',
        [],
        [
          comment('A destroy would sign everybody out of Oktopost and stop provisioning.'),
          argument('prevent_destroy', true),
          blank,
          comment(
            'Every change of this resource sends the whole app integration to Okta, and Okta has been seen to switch',
          ),
          comment(
            'provisioning off at that. What is changed elsewhere by intent is no reason to send it. A change of any',
          ),
          comment(
            'other value still sends it: look at the Provisioning tab afterwards, or let the assistant check for drift.',
          ),
          argument('ignore_changes', {
            reference: '[admin_note, enduser_note, hide_ios, hide_web, authentication_policy]',
          }),
        ],
      ),
    ],
  );
}

const notDescribed: Record<NotDescribed, string> = {
  'single-logout': 'single logout',
  'further-acs-urls': 'further ACS URLs',
  'inline-hook': 'an inline hook',
  'single-logout-certificate': 'a certificate of the service provider',
};
