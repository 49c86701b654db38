import { useState } from 'react';
import { Button, OutsideLink } from '../components/button';
import { Dialog } from '../components/dialog';
import { useSnapshot } from '../store/context';
import { words } from './words';

/** The version, and where newer ones are: nothing looks for them. */
export function About() {
  const { version, releases } = useSnapshot().assistant;
  const [isOpen, setIsOpen] = useState(false);
  const { about } = words;
  const title = about.version(version);
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => {
          setIsOpen(true);
        }}
      >
        {title}
      </Button>
      <Dialog title={title} open={{ is: isOpen, onChange: setIsOpen }}>
        {(close) => (
          <>
            <p>{about.text}</p>
            <p>
              {releases === null ? about.ask : <OutsideLink href={releases}>{about.releases}</OutsideLink>}
            </p>
            <div className="actions">
              <Button onPress={close}>{words.save.close}</Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
