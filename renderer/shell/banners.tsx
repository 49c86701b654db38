import { Button } from '../components/button';
import { Note } from '../components/note';
import type { ScreenId, Snapshot } from '../../shared/setup';
import { useApp, useSnapshot } from '../store/context';

/** What stands above any screen: a process that is gone, and tokens that this start does not have. */
export function Banners() {
  const alive = useApp((state) => state.alive);
  const go = useApp((state) => state.go);
  const snapshot = useSnapshot();
  const missing = missingToken(snapshot);
  if (alive && missing === null) return null;
  return (
    <div className="banners" role="alert">
      {!alive && (
        <Note tone="red">
          <p>
            <strong>The assistant is not running any more.</strong> Start it again with <code>npm start</code>
            . What is shown here is from before.
          </p>
        </Note>
      )}
      {missing !== null && (
        <Note tone="amber">
          <p>{missing.text}</p>
          <div className="actions">
            <Button onPress={() => void go(missing.screen)}>{missing.action}</Button>
          </div>
        </Note>
      )}
    </div>
  );
}

/** The token that has to be entered again, unless its own screen is on. */
export function missingToken({ screen, okta, oktopost }: Pick<Snapshot, 'screen' | 'okta' | 'oktopost'>): {
  screen: ScreenId;
  text: string;
  action: string;
} | null {
  if (okta.state === 'token-needed' && screen !== 'connect-okta') {
    return {
      screen: 'connect-okta',
      text: 'The Okta API token was not stored. Enter it again to go on; what was done so far is remembered.',
      action: 'Enter the Okta token',
    };
  }
  if (oktopost.state === 'token-needed' && screen !== 'oktopost-token' && screen !== 'connect-okta') {
    return {
      screen: 'oktopost-token',
      text: 'The Oktopost SCIM token was not stored. Without it the assistant cannot read Oktopost during the test.',
      action: 'Enter the Oktopost token',
    };
  }
  return null;
}
