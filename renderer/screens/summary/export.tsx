import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Value } from '../../../shared/api';
import { Button } from '../../components/button';
import { Section } from '../../components/section';
import { useApp, usePending } from '../../store/context';
import { words } from './words';

/** JSON and Markdown: saved by Electron's dialog, or handed to the browser as a download. */
export function Export() {
  const call = useApp((state) => state.call);
  const pending = usePending('summary.export');
  const [said, setSaid] = useState('');

  const take = async (format: 'json' | 'markdown'): Promise<void> => {
    const result = await call('summary.export', { format });
    setSaid(result.ok ? handOver(result.value) : '');
  };
  return (
    <Section title={words.export.title}>
      <div className="actions">
        {(['json', 'markdown'] as const).map((format) => (
          <Button key={format} isPending={pending} onPress={() => void take(format)}>
            <Download size={16} aria-hidden />
            {words.export[format]}
          </Button>
        ))}
        <output>{said}</output>
      </div>
    </Section>
  );
}

function handOver({ savedAs, download }: Value<'summary.export'>): string {
  if (savedAs !== null) return words.export.saved(savedAs);
  if (download === null) return words.export.cancelled;
  const href = URL.createObjectURL(new Blob([download.text], { type: download.type }));
  const link = document.createElement('a');
  link.href = href;
  link.download = download.name;
  link.click();
  URL.revokeObjectURL(href);
  return words.export.handed(download.name);
}
