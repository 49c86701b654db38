import { useState } from 'react';
import type { ReactNode } from 'react';
import { isTokenCertain, isTokenProven, isTokenRead } from '../../../shared/token-change';
import { refusalOf } from '../../../shared/connection';
import { localTimes } from '../../../shared/local-times';
import { pasteAgain } from '../../../shared/token-change-words';
import type { TokenChangeShown, TokenStatement } from '../../../shared/token-change';
import { GoTo } from '../../components/go-to';
import { ChangeWalkEnd, ChangeWalkPrimary, StateButton, Stated } from '../../components/change-walk';
import type { Statement } from '../../components/change-walk';
import { Code } from '../../components/code';
import { OutsideLink } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { ExplainedMessage } from '../../components/explained-message';
import { notRead, readRight, readWrong } from '../../components/known-tone';
import { Toned } from '../../components/note';
import { Screen } from '../../components/screen';
import { SecretField } from '../../components/secret-field';
import { Section } from '../../components/section';
import { SubmitButton } from '../../components/submit-button';
import { useApp, usePending, useSnapshot, useTarget } from '../../store/context';
import { words } from './words';

const formId = 'new-token-form';

/** A new SCIM token in four steps, each as main has read it. */
export function ChangeTokenScreen() {
  const { tokenChange: change } = useSnapshot();
  const hasToken = useTarget()?.scimBaseUrl !== null;
  const state = hasToken ? stateOf(change) : 'noToken';
  const [typed, setTyped] = useState(false);
  return (
    <Screen
      id="change-token"
      title={words.title}
      lead={words.lead}
      state={words.states[state]}
      fields={state === 'made' ? ['oktopost-token'] : []}
      primary={hasToken && <Primary state={state} typed={typed} />}
    >
      {state === 'noToken' && <p>{words.noToken}</p>}
      {state === 'none' && <p>{words.none}</p>}
      {change.earlier.map((said) => (
        <p key={said}>{localTimes(said)}</p>
      ))}
      {hasToken && change.startedAt !== null && (
        <Steps change={change} isOver={hasEnded(state)} onTyped={setTyped} />
      )}
    </Screen>
  );
}

type State = keyof typeof words.states;

const hasEnded = (state: State): boolean => state === 'over' || state === 'overStated';

function stateOf(change: TokenChangeShown): State {
  if (change.startedAt === null) return 'none';
  if (change.madeAt === null) return 'made';
  if (change.pasted === null) return 'pasted';
  if (!isTokenProven(change)) return change.sent === null ? 'sent' : 'failed';
  if (change.revoked === null) return 'revoked';
  if (!isTokenCertain(change)) return 'again';
  return isTokenRead(change) ? 'over' : 'overStated';
}

/** `typed`: a token is entered. */
function Primary({ state, typed }: { state: State; typed: boolean }) {
  const looking = usePending('tokenChange.look');
  const checking = usePending('secrets.submit');
  if (state === 'made') {
    return (
      <SubmitButton form={formId} canSubmit={typed} isPending={checking || looking}>
        {words.make.action}
      </SubmitButton>
    );
  }
  if (state === 'pasted') return <StateButton statement={statements.pasted} kind="primary" />;
  return (
    <ChangeWalkPrimary
      walk="tokenChange"
      begin={words.begin}
      isBegun={state !== 'none'}
      isOver={hasEnded(state)}
    />
  );
}

interface StepsProps extends MakeProps {
  isOver: boolean;
}

function Steps({ change, isOver, onTyped }: StepsProps) {
  const { madeAt, pasted } = change;
  return (
    <>
      <Make change={change} onTyped={onTyped} />
      {madeAt !== null && <Paste change={change} />}
      {pasted !== null && <Prove change={change} />}
      {pasted !== null && <Revoke change={change} />}
      <ChangeWalkEnd walk="tokenChange" isOver={isOver} stays={staysOf(change)} />
    </>
  );
}

/** What is valid at Oktopost once the walk is forgotten, and needless there. */
function staysOf({ madeAt, pasted, revoked }: TokenChangeShown): string | null {
  if (madeAt === null) return null;
  if (revoked !== null) return words.stays.none;
  return pasted === null ? words.stays.made : words.stays.before;
}

interface MakeProps {
  change: TokenChangeShown;
  onTyped: (typed: boolean) => void;
}

function Make({ change: { madeAt, sent, entered }, onTyped }: MakeProps) {
  const { oktopost, links } = useSnapshot();
  const call = useApp((store) => store.call);
  const look = (): void => void call('tokenChange.look', {});
  const { make } = words;
  const refusal = entered === null ? undefined : refusalOf(oktopost);
  return (
    <Section title={make.title}>
      {madeAt === null ? (
        <>
          <p>{make.text}</p>
          <Links href={links.oktopostProvisioning} name={make.open} />
          {refusal !== undefined && <ErrorCard error={refusal.error} isFieldHere />}
          {oktopost.state === 'unchecked' && (
            <ErrorCard
              error={oktopost.error}
              onRetry={() => void call('oktopost.reconnect', {}).then(look)}
            />
          )}
          <SecretField
            kind="oktopost-token"
            label={make.label}
            hint={make.hint}
            invalid={refusal !== undefined}
            form={formId}
            onTyped={onTyped}
            onTaken={look}
          />
        </>
      ) : (
        <Made at={madeAt} sent={sent} entered={entered} />
      )}
    </Section>
  );
}

/** What is known of the new token. Once Okta could not send with it, only what Oktopost answers to the assistant still tells. */
function Made({ at, sent, entered }: { at: string } & Pick<TokenChangeShown, 'sent' | 'entered'>) {
  const { oktopost } = useSnapshot();
  const { make } = words;
  const refusal = refusalOf(oktopost);
  if (refusal !== undefined && entered === 'made') {
    return (
      <>
        <p>
          <Toned tone={readWrong}>{make.refused(at)}</Toned>
        </p>
        <ErrorCard error={refusal.error} />
      </>
    );
  }
  const isAccepted = oktopost.state === 'accepted' && refusal === undefined && entered !== 'before';
  const isKnown = isAccepted || (sent?.failed ?? null) === null;
  return (
    <p>
      <Toned tone={isKnown ? readRight : notRead}>{make.read(at)}</Toned>
    </p>
  );
}

function Paste({ change: { pasted } }: { change: TokenChangeShown }) {
  const { links } = useSnapshot();
  const { paste } = words;
  return (
    <Section title={paste.title}>
      {pasted === null ? (
        <>
          <p>{paste.text}</p>
          <Links href={links.oktaIntegration} name={paste.open} />
        </>
      ) : (
        <Stated statement={statements.pasted} said={pasted} />
      )}
    </Section>
  );
}

function Prove({ change }: { change: TokenChangeShown }) {
  const { prove } = words;
  const { sent, revoked } = change;
  const isOpen = !isTokenProven(change) || (revoked !== null && !isTokenCertain(change));
  return (
    <Section title={prove.title}>
      {isOpen && (
        <>
          {!isTokenProven(change) && <p>{prove.text}</p>}
          <GoTo screen="test-user" />
        </>
      )}
      {sent === null && <p className="hint">{prove.waiting}</p>}
      {sent !== null && sent.failed === null && (
        <p>
          <Toned tone={isTokenRead(change) ? readRight : notRead}>{prove.sent(sent.who, sent.at)}</Toned>
        </p>
      )}
      {sent !== null && sent.failed === null && revoked === null && <p>{prove.either}</p>}
      {sent !== null && sent.failed !== null && (
        <>
          <p>
            <Toned tone={readWrong}>{prove.failed(sent.who)}</Toned> <Code>{sent.failed}</Code>
          </p>
          <ExplainedMessage text={sent.failed} instead={pasteAgain} />
        </>
      )}
      {sent !== null && (
        <p className="hint">
          {prove.event}: <Code>{sent.eventId}</Code>
        </p>
      )}
    </Section>
  );
}

function Revoke({ change }: { change: TokenChangeShown }) {
  const { links } = useSnapshot();
  const { revoke } = words;
  const { revoked, knowsOld } = change;
  return (
    <Section title={revoke.title}>
      {revoked === null && (
        <>
          <p>{revoke.text}</p>
          <Links href={links.oktopostProvisioning} name={words.make.open}>
            {!knowsOld && <StateButton statement={statements.revoked} kind="small" />}
          </Links>
          <p className="hint">{knowsOld ? revoke.accepts : revoke.forgotten}</p>
        </>
      )}
      {revoked?.how === 'read' && (
        <p>
          <Toned tone={readRight}>{revoke.read(revoked.at)}</Toned>
        </p>
      )}
      {revoked?.how === 'stated' && <Stated statement={statements.revoked} said={revoked} />}
      {revoked !== null && !isTokenCertain(change) && <p className="hint">{revoke.again}</p>}
    </Section>
  );
}

/** What an admin states in this walk. */
const statements = {
  pasted: { walk: 'tokenChange', what: 'pasted', name: words.paste.state },
  revoked: { walk: 'tokenChange', what: 'revoked', name: words.revoke.state },
} as const satisfies Record<TokenStatement, Statement>;

function Links({ href, name, children }: { href: string | null; name: string; children?: ReactNode }) {
  return (
    <div className="actions">
      {href !== null && (
        <OutsideLink href={href} look="button">
          {name}
        </OutsideLink>
      )}
      {children}
    </div>
  );
}
