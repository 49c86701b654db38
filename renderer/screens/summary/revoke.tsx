import { OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { useSnapshot } from '../../store/context';
import { words } from './words';

/** The last manual step: the token is no longer needed. */
export function Revoke() {
  const { links, okta } = useSnapshot();
  const { revoke } = words;
  if (links.oktaTokens === null) return null;
  const name = okta.state === 'connected' && okta.token.status === 'identified' ? okta.token.name : null;
  return (
    <Details title={revoke.title}>
      <ol className="numbers">
        {revoke.steps(name).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="actions">
        <OutsideLink href={links.oktaTokens} look="button">
          {revoke.link}
        </OutsideLink>
      </div>
      <p className="hint">{revoke.after}</p>
    </Details>
  );
}
