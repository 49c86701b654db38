import { useRef } from 'react';
import type { Snapshot } from '../../shared/snapshot';
import { useSnapshot } from '../store/context';
import { CopyButton } from './copy';
import { guidedWords } from '../words/guided';

/** A message to Okta support, ready to send: org, app and what is missing. `afterScim`: although SCIM is on, as far as Okta shows that. */
export function AskOkta({ missing, afterScim = false }: { missing: string; afterScim?: boolean }) {
  const { support } = guidedWords;
  const shown = useRef<HTMLPreElement>(null);
  const snapshot = useSnapshot();
  const isShown = snapshot.guided['scim-on'].known === 'read-back';
  const scim = afterScim ? `${isShown ? support.scimShown : support.scimUnseen} ` : '';
  const text = support.message({ ...orgAndApp(snapshot), missing: `${scim}${missing}` });
  return (
    <>
      <h3>{support.title}</h3>
      <p>{support.text}</p>
      <pre className="body" ref={shown}>
        {text}
      </pre>
      <div className="actions">
        <CopyButton name={support.name} value={text} shown={shown} />
      </div>
    </>
  );
}

function orgAndApp({ address, app, label }: Snapshot): { org: string; app: string } {
  return {
    org: address?.orgUrl ?? '',
    app: app === null ? `“${label}”` : `“${app.label}” (${app.id})`,
  };
}
