import { scim, targetOf } from '../../../shared/oktopost';
import { OutsideLink } from '../../components/button';
import type { ValueRow } from '../../components/copy';
import { GuidedScreen } from '../../components/guided-screen';
import { useSnapshot } from '../../store/context';
import { words } from './words';

export function ConnectionScreen() {
  const { links, destination, region } = useSnapshot();
  const { labels } = words;
  const baseUrl = destination === null || region === null ? null : targetOf(destination, region).scimBaseUrl;
  const values: ValueRow[] = [
    ...(baseUrl === null ? [] : [{ label: labels.baseUrl, value: baseUrl, copy: true }]),
    { label: labels.identifier, value: scim.uniqueIdentifier, copy: true },
    ...scim.supportedActions.map((action) => ({ label: action, value: words.on, copy: false })),
    { label: labels.off, value: words.off, copy: false },
    { label: labels.mode, value: scim.authenticationMode, copy: false },
  ];
  return (
    <GuidedScreen
      step="connection"
      words={words}
      href={links.oktaIntegration}
      values={values}
      moreValues={
        <div className="value">
          <dt>{labels.token}</dt>
          <dd>
            <span>{words.token}</span>
            {links.oktopostProvisioning !== null && (
              <OutsideLink href={links.oktopostProvisioning}>{words.tokenLink}</OutsideLink>
            )}
          </dd>
        </div>
      }
    />
  );
}
