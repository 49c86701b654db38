import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Summary } from '../../../shared/summary';
import { Button } from '../../components/button';
import { Breaking } from '../../components/code';
import { CopyButton } from '../../components/copy';
import { deliveredWords, saveInBrowser } from '../../components/save-in-browser';
import { useApp, usePending } from '../../store/context';
import { words } from './words';

/** The evidence as one ZIP, and the hash that stands for all its files: it is shown here, and is no part of the ZIP. */
export function EvidencePack({ onRead }: { onRead: (summary: Summary) => void }) {
  const call = useApp((state) => state.call);
  const pending = usePending('evidence.export');
  const [made, setMade] = useState<{ said: string; sealed: string | null } | null>(null);
  const shown = useRef<HTMLElement>(null);

  const take = async (): Promise<void> => {
    setMade(null);
    const result = await call('evidence.export', {});
    if (!result.ok) return;
    const { savedAs, download, sealed, summary } = result.value;
    onRead(summary);
    if (download !== null) {
      const bytes = Uint8Array.from(atob(download.base64), (character) => character.charCodeAt(0));
      saveInBrowser(download.name, new Blob([bytes], { type: download.type }));
    }
    const isThere = savedAs !== null || download !== null;
    setMade({ said: deliveredWords(savedAs, download), sealed: isThere ? sealed : null });
  };
  const sealed = made?.sealed ?? null;
  return (
    <>
      <div className="actions">
        <Button isPending={pending} onPress={() => void take()}>
          <Download aria-hidden />
          {words.export.evidence}
        </Button>
        <output>{made?.said ?? ''}</output>
      </div>
      {sealed !== null && (
        <p>
          {words.export.sealed}
          <code ref={shown}>
            <Breaking>{sealed}</Breaking>
          </code>{' '}
          <CopyButton name={words.export.sealedName} value={sealed} shown={shown} />
        </p>
      )}
    </>
  );
}
