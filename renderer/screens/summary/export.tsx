import { Downloads } from '../../components/downloads';
import { Section } from '../../components/section';
import { useApp, useSnapshot } from '../../store/context';
import { EvidencePack } from './evidence-pack';
import { words } from './words';

export function Export({ rows }: { rows: number }) {
  const call = useApp((state) => state.call);
  const { shell } = useSnapshot().assistant;
  return (
    <Section title={words.export.title}>
      <Downloads
        name="summary.export"
        formats={words.export.formats(shell)}
        take={(format) => call('summary.export', { format })}
        rows={rows}
      />
      <EvidencePack />
    </Section>
  );
}
