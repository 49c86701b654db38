import type { ReactNode } from 'react';
import { useApp, usePending } from '../store/context';
import { changeWalkWords as words } from '../words/change-walk';
import { Button } from './button';

/** A change in steps that is begun, left and gone on with at any time: its calls share this name. */
type ChangeWalk = 'certificateChange' | 'tokenChange';

/** The one action of its screen: begin, look again at what main can read, or back to the summary. */
export function ChangeWalkPrimary({
  walk,
  isBegun,
  isOver,
}: {
  walk: ChangeWalk;
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
        {words.begin}
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

/** Below its steps: forget it, or once it is over begin another one. */
export function ChangeWalkEnd({
  walk,
  isOver,
  children,
}: {
  walk: ChangeWalk;
  isOver: boolean;
  children?: ReactNode;
}): ReactNode {
  const call = useApp((store) => store.call);
  const beginning = usePending(`${walk}.begin`);
  return (
    <div className="actions">
      {children}
      {isOver ? (
        <Button kind="small" isPending={beginning} onPress={() => void call(`${walk}.begin`, {})}>
          {words.another}
        </Button>
      ) : (
        <Button kind="small" onPress={() => void call(`${walk}.end`, {})}>
          {words.end}
        </Button>
      )}
    </div>
  );
}
