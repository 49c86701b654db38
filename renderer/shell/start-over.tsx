import { useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { useApp, usePending, useSnapshot } from '../store/context';
import { namesBetween } from '../../shared/not-assigned';
import { words } from './words';
import type { Snapshot } from '../../shared/snapshot';

const { remains: remaining } = words.startOver;

/** Forgets the set-up in the assistant, after saying what that does and what stays in Okta. */
export function StartOver() {
  const snapshot = useSnapshot();
  const { mode, more } = snapshot;
  const go = useApp((state) => state.go);
  const call = useApp((state) => state.call);
  const pending = usePending('session.startOver');
  const [asking, setAsking] = useState(false);
  if (mode === 'unset') return null;
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => {
          setAsking(true);
        }}
      >
        <RotateCcw aria-hidden />
        {words.startOver.action}
      </Button>
      <Dialog title={words.startOver.title} role="alertdialog" open={{ is: asking, onChange: setAsking }}>
        {(close) => (
          <>
            <p>{words.startOver.text}</p>
            <p>{remains(snapshot)}</p>
            <div className="actions">
              <Button onPress={close}>{words.startOver.keep}</Button>
              {mode === 'real' && more.includes('undo') && snapshot.changed !== 'undone' && (
                <Button
                  onPress={() => {
                    close();
                    void go('undo');
                  }}
                >
                  {words.startOver.undoFirst}
                </Button>
              )}
              <Button
                kind="primary"
                isPending={pending}
                onPress={() => {
                  void call('session.startOver', {}).then(close);
                }}
              >
                {words.startOver.forget}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}

/** What is still in Okta afterwards. */
export function remains(
  snapshot: Pick<Snapshot, 'mode' | 'changed' | 'app'> & { rollout: Pick<Snapshot['rollout'], 'repair'> },
): string {
  const { mode, changed, app, rollout } = snapshot;
  if (mode === 'practice') return remaining.practice;
  const { repair } = rollout;
  if (repair !== null && repair.between > 0) return remaining.between(namesBetween(repair));
  if (app !== null) return remaining.app(app.label);
  if (changed === 'before') return remaining.before;
  return changed === 'undone' ? remaining.undone : remaining.nothing;
}
