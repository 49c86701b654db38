import { useRef } from 'react';
import type { AppError } from '../../shared/errors';
import { useApp } from '../store/context';
import { Button, OutsideLink } from './button';
import { CopyButton } from './copy';
import { Details } from './details';
import { ExplainedMessage } from './explained-message';
import { Note } from './note';
import { stepNames } from '../../shared/step-names';
import { dateTime } from './time';
import { words } from '../words/common';
import type { ScreenId } from '../../shared/screens';
import type { Snapshot } from '../../shared/snapshot';

/** The evidence as plain text, for a support case. */
function evidenceText({ at, code, message, okta }: AppError): string {
  const { lines } = words.error;
  const all: (readonly [string, string | number | null | undefined])[] = [
    [lines.time, at],
    [lines.what, message],
    [lines.kind, code],
    [lines.request, okta?.request],
    [lines.status, okta?.status],
    [lines.code, okta?.errorCode],
    [lines.id, okta?.errorId],
    ...(okta?.causes ?? []).map((cause) => [lines.cause, cause] as const),
  ];
  return all
    .flatMap(([name, value]) => (value === null || value === undefined ? [] : [`${name}: ${value}`]))
    .join('\n');
}

/** Where the next action is done, when that is another screen. */
function placeOf({ code, field }: AppError): ScreenId | null {
  if (field === 'oktopost-token' || field === 'rollout') return field;
  if (code === 'conflict' && (field === 'region' || field === 'label')) return 'undo';
  return field === 'okta-token' || code === 'host-not-confirmed' || code === 'missing-right'
    ? 'connect-okta'
    : null;
}

/**
 * What Okta, Oktopost or something between them said; empty where the assistant itself stopped the call, and for its own sign-in:
 * the catalogue is about the credential that Okta has for Oktopost.
 */
function textToExplain({ code, message, okta }: AppError): string {
  if (code === 'token-refused' || code === 'missing-right') return '';
  const isSaid = okta !== null || saidByOthers.includes(code);
  return isSaid ? [message, ...(okta?.causes ?? [])].join('\n') : '';
}

const signsInAsApp = (snapshot: Pick<Snapshot, 'okta'> | null): boolean =>
  snapshot?.okta.state === 'connected' && snapshot.okta.token.status === 'service-app';

const saidByOthers: readonly AppError['code'][] = [
  'okta-refused',
  'oktopost-refused',
  'unreadable-answer',
  'unreachable',
  'timed-out',
];

/**
 * A failure: what happened, who acts next, how, the evidence. `link`: where in Okta that is done; `isFieldHere`: what is to be entered
 * anew is entered below, not on the screen of its step. Announced at once.
 */
export function ErrorCard({
  error,
  link = null,
  isFieldHere = false,
  onRetry,
}: {
  error: AppError;
  link?: { href: string; text: string } | null;
  isFieldHere?: boolean;
  onRetry?: (() => void) | undefined;
}) {
  const go = useApp((state) => state.go);
  const explain = useApp((state) => state.explain);
  const screen = useApp((state) => state.snapshot?.screen);
  const isApp = useApp(({ snapshot }) => signsInAsApp(snapshot));
  const shown = useRef<HTMLPreElement>(null);
  const place = isFieldHere ? null : placeOf(error);
  const text = evidenceText(error);
  const toExplain = screen === 'explain' ? '' : textToExplain(error);
  return (
    <div role="alert">
      <Note tone="red">
        <p>
          <strong>{error.message}</strong>
        </p>
        <p>
          {words.error.whoActs} <strong>{words.error.owners[error.owner]}</strong>
        </p>
        <p>{error.next}</p>
        {toExplain !== '' && <ExplainedMessage text={toExplain} />}
        <div className="actions">
          {place !== null && place !== screen && (
            <Button onPress={() => void go(place)}>
              {place === 'undo'
                ? stepNames.undo
                : error.code === 'missing-right' && !isApp
                  ? words.error.otherToken
                  : words.error.goTo(stepNames[place])}
            </Button>
          )}
          {link !== null && (
            <OutsideLink href={link.href} look="button">
              {link.text}
            </OutsideLink>
          )}
          {onRetry !== undefined && <Button onPress={onRetry}>{words.error.again}</Button>}
          {toExplain !== '' && <Button onPress={() => void explain(toExplain)}>{words.error.explain}</Button>}
        </div>
        <Details title={words.error.evidence(dateTime(error.at))}>
          <pre className="body" ref={shown}>
            {text}
          </pre>
          <div className="actions">
            <CopyButton name={words.error.evidenceName} value={text} shown={shown} />
          </div>
        </Details>
      </Note>
    </div>
  );
}
