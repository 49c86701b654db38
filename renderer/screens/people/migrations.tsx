import type { Explained } from '../../../shared/explained';
import { Button, OutsideLink } from '../../components/button';
import { FileBytes } from '../../components/file-bytes';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { ExplainedPart } from '../explain/explained-part';
import { SupportPart } from '../explain/support-part';
import { words } from './words';

/** Oktopost's list of failed migrations: where it is, what it means, and who in Okta is meant. */
export function Migrations({
  explained,
  onExplained,
}: {
  explained: Explained | null;
  onExplained: (explained: Explained | null) => void;
}) {
  const call = useApp((state) => state.call);
  const pending = usePending('explain.read');
  const { links } = useSnapshot();

  const open = async (file: { name: string; data: string }): Promise<void> => {
    const result = await call('explain.read', { source: { kind: 'file', ...file } });
    if (result.ok) onExplained(result.value);
  };
  if (explained !== null) {
    return (
      <>
        <ExplainedPart explained={explained} onExplained={onExplained} />
        <p>{words.migrations.retry}</p>
        <SupportPart version={String(explained.messages)} />
        <div className="actions">
          <Button
            onPress={() => {
              onExplained(null);
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
      <FileBytes
        hint={words.migrations.drop}
        accepted={['.csv', '.tsv', 'text/csv']}
        isPending={pending}
        onFile={(file) => void open(file)}
      />
    </>
  );
}
