import { useState } from 'react';
import { Save } from 'lucide-react';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { Downloads } from '../components/downloads';
import { useApp, useSnapshot } from '../store/context';
import { words } from './words';

/** Saves the set-up for another admin or another computer, after saying what the file contains. */
export function SaveSetUp() {
  const { mode, destination, address } = useSnapshot();
  const call = useApp((state) => state.call);
  const [isOpen, setIsOpen] = useState(false);
  if (mode === 'unset' || destination === null || address === null) return null;
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => {
          setIsOpen(true);
        }}
      >
        <Save aria-hidden />
        {words.save.action}
      </Button>
      <Dialog title={words.save.action} open={{ is: isOpen, onChange: setIsOpen }}>
        {(close) => (
          <>
            <p>{words.save.text}</p>
            <p>{words.save[mode]}</p>
            <Downloads
              name="savedSetup.export"
              formats={words.save.formats}
              take={() => call('savedSetup.export', {})}
            />
            <div className="actions">
              <Button onPress={close}>{words.save.close}</Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
