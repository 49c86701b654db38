import { useEffect, useState } from 'react';
import type { MessageExplanation } from '../../shared/explain/message';
import { words } from '../words/common';

/**
 * What the failure catalogue knows of the message that a failed call brought, loaded apart from the first screen. The catalogue is about
 * Okta's provisioning: a text that names no such work (`phase`) is none of its messages, and nothing is shown. `instead`: what to do, by
 * the cause, where the screen knows better.
 */
export function ExplainedMessage({
  text,
  instead,
}: {
  text: string;
  instead?: Readonly<Partial<Record<MessageExplanation['cause'], string>>>;
}) {
  const [found, setFound] = useState<MessageExplanation | null>(null);
  useEffect(() => {
    let isShown = true;
    void import('../../shared/explain/message').then(
      ({ explainMessage }) => {
        const read = explainMessage({ text, event: null });
        if (isShown) setFound(read.phase === null || read.cause === 'unknown' ? null : read);
      },
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [text]);
  if (found === null) return null;
  return (
    <div className="stack-tight">
      <p>
        <strong>{words.error.means}</strong> {found.says}
      </p>
      <p>
        {words.error.whoActs} <strong>{words.error.owners[found.owner]}</strong>
      </p>
      <p>{instead?.[found.cause] ?? found.next}</p>
    </div>
  );
}
