import type { AccessPolicy } from '../../../shared/single-sign-on';
import { OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { useSnapshot } from '../../store/context';
import { statusName } from '../../../shared/status-name';
import { words } from './words';

/** The app integration's policy, as far as Okta reports it. */
export function PolicyPart({ policy }: { policy: AccessPolicy }) {
  const { oktaSignOn } = useSnapshot().links;
  return (
    <Details
      title={policy.availability === 'available' ? words.policy.named(policy.name) : words.policy.title}
    >
      <p>{words.policy.text}</p>
      {policy.availability === 'available' ? (
        <dl className="facts">
          <dt>{words.policy.name}</dt>
          <dd>{policy.name}</dd>
          <dt>{words.policy.status}</dt>
          <dd>{statusName(policy.status)}</dd>
          <dt>{words.policy.rules}</dt>
          <dd>{policy.rules ?? words.policy.rulesUnknown}</dd>
        </dl>
      ) : (
        <p>{words.policy.not[policy.why]}</p>
      )}
      {oktaSignOn !== null && (
        <div className="actions">
          <OutsideLink href={oktaSignOn} look="button">
            {words.policy.link}
          </OutsideLink>
        </div>
      )}
    </Details>
  );
}
