import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button, OutsideLink } from '../../components/button';
import { clockTime } from '../../components/time';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words } from './words';

/** Getting the token into Okta: in Electron main puts it on the clipboard; in a browser it is copied from Oktopost again. */
export function Token() {
  const { assistant, oktopost, links } = useSnapshot();
  const isKept = oktopost.state === 'accepted' || oktopost.state === 'unchecked';
  return assistant.copiesSecrets && isKept ? <CopyToken /> : <PasteAgain href={links.oktopostProvisioning} />;
}

function CopyToken() {
  const call = useApp((state) => state.call);
  const pending = usePending('secrets.copyOktopostToken');
  const [until, setUntil] = useState<string | null>(null);
  return (
    <div className="actions">
      <Button
        kind="small"
        isPending={pending}
        onPress={() => {
          void call('secrets.copyOktopostToken', {}).then((result) => {
            if (result.ok) setUntil(result.value.until);
          });
        }}
      >
        <KeyRound aria-hidden />
        {words.copyToken.action}
      </Button>
      <output className="hint">
        {until === null ? words.copyToken.hint : words.copyToken.done(clockTime(until))}
      </output>
    </div>
  );
}

function PasteAgain({ href }: { href: string | null }) {
  return (
    <div className="actions">
      <span className="muted">{words.token}</span>
      {href !== null && <OutsideLink href={href}>{words.tokenLink}</OutsideLink>}
    </div>
  );
}
