import { useRef } from 'react';
import { CopyButton } from '../../components/copy';
import { Details } from '../../components/details';
import { Downloads } from '../../components/downloads';
import { useApp } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { words } from './words';

/** The bundle for support, and the message to Oktopost. `version` changes with what they are about. */
export function SupportPart({ version }: { version: string }) {
  const call = useApp((state) => state.call);
  const message = useQuery('support.message', {}, version);
  const isAsked = useApp((state) => state.askedField === 'support');
  const shown = useRef<HTMLPreElement>(null);
  return (
    <Details title={words.support.title} open={isAsked}>
      <p>{words.support.text}</p>
      <Downloads
        name="support.export"
        formats={words.support.formats}
        take={(format) => call('support.export', { format })}
      />
      {message.value !== null && (
        <>
          <h3>{words.support.message}</h3>
          <p>{words.support.to(message.value.to)}</p>
          <p>
            {words.support.subject} <strong>{message.value.subject}</strong>
          </p>
          <pre className="body" ref={shown}>
            {message.value.text}
          </pre>
          <div className="actions">
            <CopyButton name={words.support.messageName} value={message.value.text} shown={shown} />
          </div>
        </>
      )}
    </Details>
  );
}
