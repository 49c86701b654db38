import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CertificateStatement } from '../../shared/certificate-change';
import type { TokenStatement } from '../../shared/token-change';
import { useApp, usePending } from '../store/context';
import { changeWalkWords as words } from '../words/change-walk';
import { words as common } from '../words/common';
import { statementWords } from '../words/statement';
import { Button } from './button';
import { Toned } from './note';
import { SecondYesDialog } from './second-yes-dialog';

/** A change in steps that is begun, left and gone on with at any time: its calls share this name. */
type ChangeWalk = 'certificateChange' | 'tokenChange';

/** The one action of its screen: begin, look again at what main can read, or back to the summary. */
export function ChangeWalkPrimary({
  walk,
  begin,
  isBegun,
  isOver,
}: {
  walk: ChangeWalk;
  /** What beginning does, as its button says it. */
  begin: string;
  isBegun: boolean;
  isOver: boolean;
}): ReactNode {
  const call = useApp((store) => store.call);
  const go = useApp((store) => store.go);
  const beginning = usePending(`${walk}.begin`);
  const looking = usePending(`${walk}.look`);
  if (!isBegun) {
    return (
      <Button kind="primary" isPending={beginning} onPress={() => void call(`${walk}.begin`, {})}>
        {begin}
      </Button>
    );
  }
  if (isOver) {
    return (
      <Button kind="primary" onPress={() => void go('summary')}>
        {words.done}
      </Button>
    );
  }
  return (
    <Button kind="primary" isPending={looking} onPress={() => void call(`${walk}.look`, {})}>
      {words.look}
    </Button>
  );
}

/** Below its steps: forget it, asked first where something was made, or once it is over begin another one. */
export function ChangeWalkEnd({
  walk,
  isOver,
  stays,
  children,
}: {
  walk: ChangeWalk;
  isOver: boolean;
  /** What was made, and stays when the walk is forgotten; null: nothing yet. */
  stays: string | null;
  children?: ReactNode;
}): ReactNode {
  const call = useApp((store) => store.call);
  const beginning = usePending(`${walk}.begin`);
  const [asking, setAsking] = useState(false);
  const end = (): void => void call(`${walk}.end`, {});
  return (
    <div className="actions">
      {children}
      {isOver ? (
        <Button kind="small" isPending={beginning} onPress={() => void call(`${walk}.begin`, {})}>
          {words.another}
        </Button>
      ) : (
        <>
          <Button
            kind="small"
            onPress={() => {
              if (stays === null) end();
              else setAsking(true);
            }}
          >
            {words.end}
          </Button>
          <SecondYesDialog
            words={words.ask}
            lockOut={[stays ?? '', words.ask.forgotten]}
            writes={false}
            open={{ is: asking, onChange: setAsking }}
            onYes={end}
          />
        </>
      )}
    </div>
  );
}

/** What an admin states in a walk, in words; none of it can be read. */
export type Statement = { name: string } & (
  { walk: 'certificateChange'; what: CertificateStatement } | { walk: 'tokenChange'; what: TokenStatement }
);

/** Gives the admin's word. */
export function StateButton({
  statement,
  kind,
}: {
  statement: Statement;
  kind: 'primary' | 'small';
}): ReactNode {
  const [state, pending] = useStatement(statement);
  return (
    <Button kind={kind} isPending={pending} onPress={() => state(true)}>
      {statement.name}
    </Button>
  );
}

/** The admin's word, never shown as read, and how to take it back. */
export function Stated({
  statement,
  said: { by, at },
}: {
  statement: Statement;
  said: { by: string | null; at: string };
}): ReactNode {
  const [state, pending] = useStatement(statement);
  return (
    <div className="actions">
      <Toned tone="grey">{statementWords.stated(by, at)}</Toned>
      <Button
        kind="small"
        aria-label={common.named(statementWords.takeBack, statement.name)}
        isPending={pending}
        onPress={() => state(false)}
      >
        {statementWords.takeBack}
      </Button>
    </div>
  );
}

function useStatement(statement: Statement): [state: (done: boolean) => void, isPending: boolean] {
  const call = useApp((store) => store.call);
  const pending = usePending(`${statement.walk}.state`);
  const state = (done: boolean): void => {
    if (statement.walk === 'tokenChange') void call('tokenChange.state', { what: statement.what, done });
    else void call('certificateChange.state', { what: statement.what, done });
  };
  return [state, pending];
}
