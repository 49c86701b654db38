import { Download } from 'lucide-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import type { Result } from '../../shared/errors';
import { usePending } from '../store/context';
import { Button } from './button';
import { printPage } from './print';
import { deliveredWords, saveInBrowser } from './save-in-browser';
import { words } from '../words/common';

type Exported = Value<'plan.export'>;

interface Props<Format extends string> {
  name: Extract<CallName, `${string}.export`>;
  /** Each format with the label of its button. */
  formats: readonly (readonly [Format, string])[];
  take: (format: Format) => Promise<Result<Exported>>;
  /** How many changes the document lists, where they may be many. */
  rows?: number;
}

/** Above it a PDF takes longer than one waits without a word. Electron 22 took 1 s for 1,000 rows. */
const manyRows = 5_000;

/** One button per format: saved through Electron's dialog, or downloaded or printed by the browser. */
export function Downloads<Format extends string>({ name, formats, take, rows = 0 }: Props<Format>) {
  const pending = usePending(name);
  const [said, setSaid] = useState('');

  const press = async (format: Format): Promise<void> => {
    const result = await take(format);
    if (!result.ok) {
      setSaid('');
      return;
    }
    const { print } = result.value;
    if (print === null) {
      setSaid(deliver(result.value));
      return;
    }
    // The page stands still while the browser lays a long document out: what was said is shown before.
    flushSync(() => {
      setSaid(printedWords(print));
    });
    await shown();
    await printPage(print);
  };
  return (
    <div className="actions">
      {formats.map(([format, label]) => (
        <Button key={format} isPending={pending} onPress={() => void press(format)}>
          <Download aria-hidden />
          {label}
        </Button>
      ))}
      {rows > manyRows && <p className="hint">{words.downloads.many(rows)}</p>}
      <output>{said}</output>
    </div>
  );
}

/** Some 5,000 rows; a browser took 30 s for 20,000. In UTF-16 units. */
const long = 1024 * 1024;

const printedWords = (print: string): string =>
  print.length > long ? words.downloads.printedLate : words.downloads.printed;

/** After the next picture of the page. */
const shown = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      setTimeout(resolve);
    });
  });

function deliver({ savedAs, download }: Pick<Exported, 'savedAs' | 'download'>): string {
  if (download !== null) saveInBrowser(download.name, new Blob([download.text], { type: download.type }));
  return deliveredWords(savedAs, download);
}
