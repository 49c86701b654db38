import { useEffect, useRef, useState } from 'react';
import type { ComponentProps } from 'react';
import { scopesFor } from '../../../shared/okta-scopes';
import type { ScopeNeed } from '../../../shared/okta-scopes';
import type { Remember } from '../../../shared/connection';
import { OutsideLink } from '../../components/button';
import { Code } from '../../components/code';
import { ValueList } from '../../components/copy';
import { Details } from '../../components/details';
import { Field } from '../../components/field';
import { RememberBox } from '../../components/remember';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { useApp, useSnapshot, useTarget } from '../../store/context';
import { stepNames } from '../../../shared/step-names';
import { LeastRole } from './least-role';
import { lacksKey } from './stage';
import { tokenFormId } from './token-form';
import { words } from './words';

/** What to create in Okta for signing in without an admin's token, and the client ID that comes of it. Of a known app, its new key. */
export function ServiceAppPart(form: ClientIdFormProps) {
  const snapshot = useSnapshot();
  const key = usePublicKey();
  const { serviceApp } = words;
  const { oktaServiceApps } = snapshot.links;
  const isKnown = lacksKey(snapshot);
  // As long as a key, so that nothing below is moved by it.
  const publicKey = [
    key === null
      ? { label: serviceApp.keyComing, value: '·'.repeat(450), copy: false }
      : { label: serviceApp.key, value: key, copy: true },
  ];
  return (
    <Section title={serviceApp.title}>
      <p>{isKnown ? serviceApp.newKey.text : serviceApp.text}</p>
      {!isKnown && snapshot.assistant.keepsSecrets === 'nothing' && <p>{serviceApp.notStored}</p>}
      {isKnown ? <p>{serviceApp.newKey.step}</p> : <Steps />}
      {oktaServiceApps !== null && (
        <div className="actions">
          <OutsideLink href={oktaServiceApps} look="button">
            {isKnown ? serviceApp.findLink : serviceApp.link}
          </OutsideLink>
        </div>
      )}
      {isKnown ? <ValueList rows={publicKey} /> : <Settings publicKey={publicKey} />}
      {isKnown && (
        <Details title={serviceApp.whole}>
          <Steps />
          <Settings publicKey={[]} />
        </Details>
      )}
      <ClientIdForm {...form} />
    </Section>
  );
}

function Steps() {
  return (
    <ol className="numbers">
      {words.serviceApp.steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** What is entered in Okta: name, key, scopes, admin role. */
function Settings({ publicKey }: { publicKey: ComponentProps<typeof ValueList>['rows'] }) {
  const { serviceApp } = words;
  const needs = scopesFor(useTarget()?.app ?? 'custom');
  const usual = needs.filter(({ screens }) => !screens.includes('life-cycle'));
  const namesOf = (of: readonly ScopeNeed[]): string => of.map(({ scope }) => scope).join(' ');
  return (
    <>
      <ValueList
        rows={[
          { label: serviceApp.name.label, value: serviceApp.name.value, copy: true },
          ...publicKey,
          { label: serviceApp.scopes, value: namesOf(usual.filter(({ needed }) => needed)), copy: true },
          {
            label: serviceApp.optionalScopes,
            value: namesOf(usual.filter(({ needed }) => !needed)),
            copy: true,
          },
        ]}
      />
      <p className="hint">{serviceApp.keyHint}</p>
      <LeastRole />
      <Details title={serviceApp.scopeTable.title}>
        <ValueList rows={[{ label: serviceApp.allScopes, value: namesOf(needs), copy: true }]} />
        <ScopeTable needs={needs} />
      </Details>
    </>
  );
}

/** The public half of the key pair that main made, as the text to paste; null until it is there. */
function usePublicKey(): string | null {
  const call = useApp((state) => state.call);
  const [key, setKey] = useState<string | null>(null);
  useEffect(() => {
    void call('serviceApp.publicKey', {}).then((result) => {
      if (result.ok) setKey(JSON.stringify(result.value));
    });
  }, [call]);
  return key;
}

function ScopeTable({ needs }: { needs: readonly ScopeNeed[] }) {
  const { rail } = useSnapshot();
  const { scopeTable } = words.serviceApp;
  const shown = new Set(rail.map(({ screen }) => screen));
  const stepsOf = ({ screens }: ScopeNeed): string =>
    screens
      .filter((screen) => shown.has(screen) || screen === 'rollout' || screen === 'life-cycle')
      .map((screen) => stepNames[screen])
      .join(', ');
  return (
    <Table caption={scopeTable.title} heads={scopeTable.heads} widths={[32, 36, 32]}>
      {needs.map((need) => (
        <tr key={need.scope}>
          <th scope="row">
            <Code>{need.scope}</Code>
            {!need.needed && <div className="hint">{scopeTable.optional}</div>}
          </th>
          <td>
            {need.purpose}
            <div className="hint">{stepsOf(need)}</div>
          </td>
          <td>{need.without}</td>
        </tr>
      ))}
    </Table>
  );
}

interface ClientIdFormProps {
  /** Whether something is in the field. */
  onTyped: (typed: boolean) => void;
  onSent: () => void;
}

function ClientIdForm({ onTyped, onSent }: ClientIdFormProps) {
  const call = useApp((state) => state.call);
  const alive = useApp((state) => state.alive);
  const { clientId: known, assistant } = useSnapshot();
  const error = useApp(({ snapshot, errors }) => {
    const last = snapshot === null ? undefined : errors[snapshot.screen];
    return last?.field === 'client-id' ? last : undefined;
  });
  const [remember, setRemember] = useState<Remember>('no');
  const input = useRef<HTMLInputElement>(null);
  const { clientId } = words.serviceApp;
  return (
    <form
      id={tokenFormId}
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        void call('serviceApp.connect', { clientId: input.current?.value ?? '', remember }).then(({ ok }) => {
          if (ok) onSent();
          else input.current?.focus();
        });
      }}
    >
      <Field
        label={clientId.label}
        hint={assistant.keepsSecrets === 'nothing' ? undefined : clientId.hint}
        error={error}
      >
        {(described) => (
          <input
            {...described}
            ref={input}
            className="input mono"
            type="text"
            defaultValue={known ?? ''}
            onChange={({ target }) => {
              onTyped(target.value !== '');
            }}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            readOnly={!alive}
          />
        )}
      </Field>
      <RememberBox remember={remember} onChange={setRemember} />
    </form>
  );
}
