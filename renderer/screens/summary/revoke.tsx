import { Button, OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { useApp, usePending, useSnapshot, useTarget } from '../../store/context';
import { stepNames } from '../../../shared/step-names';
import { words } from './words';

/** The last manual step: the token, or the service app, is no longer needed. */
export function Revoke() {
  const { links, okta } = useSnapshot();
  const call = useApp((state) => state.call);
  const looking = usePending('okta.reconnect');
  const { revoke } = words;
  const token = okta.state === 'connected' ? okta.token : null;
  const isApp = token?.status === 'service-app';
  const href = isApp ? links.oktaServiceApps : links.oktaTokens;
  if (href === null) return null;
  const name = token?.status === 'identified' ? token.name : null;
  const steps = isApp ? revoke.app.steps(token.clientId) : revoke.steps(name);
  const { title, link, after } = isApp ? revoke.app : revoke;
  return (
    <Details title={title}>
      <ol className="numbers">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="actions">
        <OutsideLink href={href} look="button">
          {link}
        </OutsideLink>
        <Button kind="small" isPending={looking} onPress={() => void call('okta.reconnect', {})}>
          {revoke.look}
        </Button>
      </div>
      <p className="hint">{after}</p>
    </Details>
  );
}

/** What stays after the set-up, and can be changed for a new one. */
export function ChangeLater() {
  const go = useApp((state) => state.go);
  const target = useTarget();
  const { later } = words;
  const hasToken = target !== null && target.scimBaseUrl !== null;
  return (
    <Details title={hasToken ? later.title : stepNames['change-certificate']}>
      <p>{hasToken ? later.both : later.certificate}</p>
      <div className="actions">
        {hasToken && (
          <Button kind="small" onPress={() => void go('change-token')}>
            {stepNames['change-token']}
          </Button>
        )}
        <Button kind="small" onPress={() => void go('change-certificate')}>
          {stepNames['change-certificate']}
        </Button>
      </div>
    </Details>
  );
}
