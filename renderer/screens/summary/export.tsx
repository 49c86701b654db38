import { Downloads } from '../../components/downloads';
import { Section } from '../../components/section';
import { useApp } from '../../store/context';
import { words } from './words';

export function Export() {
  const call = useApp((state) => state.call);
  return (
    <Section title={words.export.title}>
      <Downloads
        name="summary.export"
        formats={words.export.formats}
        take={(format) => call('summary.export', { format })}
      />
    </Section>
  );
}
