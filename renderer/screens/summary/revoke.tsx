import { OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { useSnapshot } from '../../store/context';
import { words } from './words';

/** The last manual step: the token, or the service app, is no longer needed. */
export function Revoke() {
  const { links, okta } = useSnapshot();
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
      </div>
      <p className="hint">{after}</p>
    </Details>
  );
}
