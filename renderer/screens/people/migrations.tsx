import { useState } from 'react';
import { maxExplainedBytes } from '../../../shared/explained';
import type { Explained } from '../../../shared/explained';
import { Button, OutsideLink } from '../../components/button';
import { FileDrop } from '../../components/file-drop';
import { base64Of } from '../../components/file-parts';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { ExplainedPart } from '../explain/explained-part';
import { SupportPart } from '../explain/support-part';
import { words } from './words';

/** Oktopost's list of failed migrations: where it is, what it means, and who in Okta is meant. */
export function Migrations() {
  const call = useApp((state) => state.call);
  const pending = usePending('explain.read');
  const { links } = useSnapshot();
  const [explained, setExplained] = useState<Explained | null>(null);
  const [refused, setRefused] = useState('');

  const open = async (file: File): Promise<void> => {
    setRefused('');
    const data = file.size > maxExplainedBytes ? null : await base64Of(file);
    if (data === null) {
      setRefused(words.migrations.refused);
      return;
    }
    const result = await call('explain.read', {
      source: { kind: 'file', name: file.name.slice(0, 255), data },
    });
    if (result.ok) setExplained(result.value);
  };
  if (explained !== null) {
    return (
      <>
        <ExplainedPart explained={explained} onExplained={setExplained} />
        <p>{words.migrations.retry}</p>
        <SupportPart version={String(explained.messages)} />
        <div className="actions">
          <Button
            onPress={() => {
              setExplained(null);
            }}
          >
            {words.migrations.another}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>{words.migrations.where}</p>
      {links.oktopostTeam !== null && (
        <p>
          <OutsideLink href={links.oktopostTeam}>{words.migrations.link}</OutsideLink>
        </p>
      )}
      <FileDrop
        hint={words.migrations.drop}
        choose={words.migrations.choose}
        accepted={['.csv', '.tsv', 'text/csv']}
        isPending={pending}
        refused={refused}
        onFile={(file) => void open(file)}
      />
    </>
  );
}
