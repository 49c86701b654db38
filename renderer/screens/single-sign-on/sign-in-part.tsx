import { regions } from '../../../shared/oktopost';
import { failedBefore } from '../../../shared/single-sign-on';
import type { IdpDetails, SignInCheck, SignInWay } from '../../../shared/single-sign-on';
import { Button, OutsideLink } from '../../components/button';
import { ValueList } from '../../components/copy';
import type { ValueRow } from '../../components/copy';
import { ErrorCard } from '../../components/error-card';
import { LookTimes } from '../../components/look-times';
import { Note, Toned } from '../../components/note';
import { Section } from '../../components/section';
import { clockTime, dateTime } from '../../components/time';
import { useApp, usePending, useSnapshot, useTarget } from '../../store/context';
import { statementWords } from '../../words/statement';
import { words } from './words';
import { readRight, toneOf } from '../../components/known-tone';

interface Props {
  way: SignInWay;
  tile: IdpDetails['tile'] | null;
  /** Null: not read. */
  sent: IdpDetails['sent'];
}

/** One sign-in that the admin tries: how, what Okta shows of it, and the result. */
export function SignInPart({ way, tile, sent }: Props) {
  const snapshot = useSnapshot();
  const { signIns, app, links } = snapshot;
  const call = useApp((state) => state.call);
  const beginning = usePending('signIn.begin');
  const check = signIns.checks[way];
  const { title, steps } = words.check.ways[way];
  const link = way === 'from-oktopost' ? links.oktopostLogin : links.oktaDashboard;
  const start = check.startedAt === null ? words.check.start : words.check.startAgain;
  const who = check.asked?.login ?? words.check.anyone;
  return (
    <Section title={title}>
      {check.result === 'open' && failedBefore(signIns, way) !== undefined && <p>{words.check.earlier}</p>}
      {check.startedAt !== null && (
        <>
          <ol className="numbers">
            {steps(who, tile?.hidden === true).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <Addresses way={way} tile={tile} />
        </>
      )}
      <div className="actions">
        <Button
          aria-label={words.check.named(start, way)}
          isPending={beginning}
          isDisabled={app === null}
          onPress={() => void call('signIn.begin', { way })}
        >
          {start}
        </Button>
        {check.startedAt !== null && link !== null && (
          <>
            <OutsideLink href={link}>{words.check.open[way]}</OutsideLink>
            <span className="hint">{words.check.usual}</span>
          </>
        )}
      </div>
      {check.startedAt !== null && (
        <Outcome way={way} check={check} startedAt={check.startedAt} sent={sent} />
      )}
    </Section>
  );
}

function Addresses({ way, tile }: Omit<Props, 'sent'>) {
  const { links, region } = useSnapshot();
  const { check } = words;
  if (way === 'from-oktopost') {
    if (links.oktopostLogin === null) return null;
    return (
      <>
        <ValueList rows={[{ label: check.address, value: links.oktopostLogin, copy: true }]} />
        {region === 'eu' && <p className="hint">{check.addressEu}</p>}
      </>
    );
  }
  const rows: ValueRow[] = [
    ...(links.oktaDashboard === null
      ? []
      : [{ label: check.dashboard, value: links.oktaDashboard, copy: true }]),
    ...(tile === null || tile.url === null ? [] : [{ label: check.tile, value: tile.url, copy: true }]),
  ];
  return (
    <>
      {tile?.hidden === true && (
        <Note tone="blue">
          <p>{check.hidden}</p>
        </Note>
      )}
      <ValueList rows={rows} />
    </>
  );
}

interface OutcomeProps {
  way: SignInWay;
  check: SignInCheck;
  startedAt: string;
  sent: Props['sent'];
}

function Outcome({ way, check, startedAt, sent }: OutcomeProps) {
  const { signIns } = useSnapshot();
  const call = useApp((state) => state.call);
  const looking = usePending('signIn.lookNow');
  const lookNow = (): void => void call('signIn.lookNow', {});
  const { event, other, asked, result } = check;
  return (
    <div className="card">
      {event === null ? (
        <>
          <p>
            {signIns.watching ? words.check.since : words.check.notWatching} {clockTime(startedAt)}.{' '}
            {other === null && words.check.none}
          </p>
          {other !== null && (
            <p>
              <Toned tone="amber">
                {words.check.seen(other.who, dateTime(other.at))} {words.check.other(asked?.login ?? '')}
              </Toned>
            </p>
          )}
          <LookTimes look={signIns} />
          <div className="actions">
            <Button
              kind="small"
              aria-label={words.check.named(words.check.lookNow, way)}
              isPending={looking}
              onPress={lookNow}
            >
              {words.check.lookNow}
            </Button>
          </div>
          {signIns.error !== null && <ErrorCard error={signIns.error} onRetry={lookNow} />}
        </>
      ) : (
        <>
          <p>
            <Toned tone={readRight}>{words.check.seen(event.who, dateTime(event.at))}</Toned>
          </p>
          <p className="muted">
            {words.check.event} <code>{event.id}</code>
          </p>
        </>
      )}
      {result === 'open' ? (
        <Decide way={way} seen={event !== null} />
      ) : (
        <Decided way={way} check={check} sent={sent} />
      )}
    </div>
  );
}

function Decide({ way, seen }: { way: SignInWay; seen: boolean }) {
  const call = useApp((state) => state.call);
  const pending = usePending('signIn.decide');
  return (
    <>
      <p>{seen ? words.check.proves : words.check.unproven}</p>
      <div className="actions">
        <Button
          aria-label={words.check.named(words.check.worked, way)}
          isPending={pending}
          onPress={() => void call('signIn.decide', { way, result: 'worked' })}
        >
          {words.check.worked}
        </Button>
        <Button
          aria-label={words.check.named(words.check.didNot, way)}
          isPending={pending}
          onPress={() => void call('signIn.decide', { way, result: 'did-not-work' })}
        >
          {words.check.didNot}
        </Button>
      </div>
    </>
  );
}

function Decided({ way, check, sent }: Omit<OutcomeProps, 'startedAt'>) {
  const { result, event, other, decidedAt } = check;
  const { region } = useSnapshot();
  const isPreBuilt = useTarget()?.app === 'catalogue';
  const call = useApp((state) => state.call);
  const pending = usePending('signIn.decide');
  const { lookAt } = words.check.ways[way];
  const worked = result === 'worked';
  const letIn = event ?? other;
  const toCheck =
    letIn === null
      ? lookAt.notSeen
      : [
          ...words.check.refusedByOktopost(letIn.who, region && regions[region].name, sent, isPreBuilt),
          ...lookAt.seen,
        ];
  return (
    <Note tone={toneOf({ how: 'stated', right: worked })}>
      <p>
        <strong>{words.check.results[result]}</strong>
      </p>
      {!worked && (
        <>
          <h3>{words.check.lookAtTitle}</h3>
          <ul className="bullets">
            {toCheck.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {decidedAt !== null && <p>{words.check.tryAgain(clockTime(decidedAt))}</p>}
        </>
      )}
      <div className="actions">
        <Button
          kind="small"
          aria-label={words.check.named(statementWords.takeBack, way)}
          isPending={pending}
          onPress={() => void call('signIn.decide', { way, result: 'open' })}
        >
          {statementWords.takeBack}
        </Button>
      </div>
    </Note>
  );
}
