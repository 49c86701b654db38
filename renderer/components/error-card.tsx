import { useRef } from 'react';
import { assertNever } from '../../shared/errors';
import type { AppError, Owner } from '../../shared/errors';
import type { ScreenId } from '../../shared/setup';
import { useApp } from '../store/context';
import { Button } from './button';
import { CopyButton } from './copy';
import { Details } from './details';
import { Note } from './note';
import { dateTime } from './time';

export function ownerWords(owner: Owner): string {
  switch (owner) {
    case 'okta-admin':
      return 'You, the Okta admin';
    case 'oktopost':
      return 'Oktopost';
    case 'network':
      return 'The network';
    case 'assistant':
      return 'This assistant';
    default:
      return assertNever(owner);
  }
}

/** The evidence as plain text, for a support case. */
export function evidenceText({ at, code, message, okta }: AppError): string {
  const lines = [`Time: ${at}`, `What happened: ${message}`, `Kind: ${code}`];
  if (okta !== null) {
    lines.push(`Request: ${okta.request}`);
    if (okta.status !== null) lines.push(`Status: ${okta.status}`);
    if (okta.errorCode !== null) lines.push(`Okta error code: ${okta.errorCode}`);
    if (okta.errorId !== null) lines.push(`Okta error id: ${okta.errorId}`);
    lines.push(...okta.causes.map((cause) => `Okta says: ${cause}`));
  }
  return lines.join('\n');
}

/** Where the next action is done, when that is another screen. */
function placeOf({ code, field }: AppError): { screen: ScreenId; text: string } | null {
  if (field === 'okta-token') return { screen: 'connect-okta', text: 'Go to Connect Okta' };
  if (field === 'oktopost-token') return { screen: 'oktopost-token', text: 'Go to Oktopost token' };
  if (code === 'host-not-confirmed') return { screen: 'connect-okta', text: 'Go to Connect Okta' };
  return null;
}

/** A failure: what happened, whose move it is, the next action, the evidence. Announced at once. */
export function ErrorCard({ error, onRetry }: { error: AppError; onRetry?: (() => void) | undefined }) {
  const go = useApp((state) => state.go);
  const screen = useApp((state) => state.snapshot?.screen);
  const shown = useRef<HTMLPreElement>(null);
  const place = placeOf(error);
  const text = evidenceText(error);
  return (
    <div role="alert">
      <Note tone="red">
        <p>
          <strong>{error.message}</strong>
        </p>
        <p>
          Whose move: <strong>{ownerWords(error.owner)}</strong>
        </p>
        <p>{error.next}</p>
        <div className="actions">
          {place !== null && place.screen !== screen && (
            <Button onPress={() => void go(place.screen)}>{place.text}</Button>
          )}
          {onRetry !== undefined && <Button onPress={onRetry}>Try again</Button>}
        </div>
        <Details title={`Evidence, ${dateTime(error.at)}`}>
          <pre className="body" ref={shown}>
            {text}
          </pre>
          <div className="actions">
            <CopyButton name="evidence" value={text} shown={shown} />
          </div>
        </Details>
      </Note>
    </div>
  );
}
