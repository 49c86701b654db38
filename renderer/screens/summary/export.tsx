import type { Summary } from '../../../shared/summary';
import { Downloads } from '../../components/downloads';
import { Section } from '../../components/section';
import { useApp, useSnapshot } from '../../store/context';
import { EvidencePack } from './evidence-pack';
import { words } from './words';

interface Props {
  rows: number;
  /** Called with what was read for the file. */
  onRead: (summary: Summary) => void;
}

export function Export({ rows, onRead }: Props) {
  const call = useApp((state) => state.call);
  const { shell } = useSnapshot().assistant;
  return (
    <Section title={words.export.title}>
      <Downloads
        name="summary.export"
        formats={words.export.formats(shell)}
        take={async (format) => {
          const result = await call('summary.export', { format });
          if (result.ok) onRead(result.value.summary);
          return result;
        }}
        rows={rows}
      />
      <EvidencePack onRead={onRead} />
    </Section>
  );
}
