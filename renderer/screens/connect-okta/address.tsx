import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { useApp } from '../../store/context';
import { words } from './words';
import type { Address } from '../../../shared/connection';

export const addressFormId = 'address-form';

interface AddressFormProps {
  address: string;
  onAddress: (address: string) => void;
  onChecked: () => void;
}

export function AddressForm({ address, onAddress, onChecked }: AddressFormProps) {
  const call = useApp((state) => state.call);
  const error = useApp(({ errors }) => errors['connect-okta']);
  const invalid = error?.field === 'address';
  return (
    <form
      id={addressFormId}
      onSubmit={(event) => {
        event.preventDefault();
        void call('okta.checkAddress', { address }).then((result) => {
          if (result.ok) onChecked();
        });
      }}
    >
      <Field label={words.address.title} hint={words.address.hint} error={invalid ? error : undefined}>
        {(input) => (
          <input
            {...input}
            className="input mono"
            value={address}
            onChange={({ target }) => {
              onAddress(target.value);
            }}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="none"
          />
        )}
      </Field>
    </form>
  );
}

/** The resolved address: the only origin that the token is sent to. */
export function AddressShown({ address, onChange }: { address: Address; onChange: () => void }) {
  return (
    <Section title={words.address.title}>
      <dl className="facts">
        {address.kind !== 'practice' && (
          <>
            <dt>{words.address.typed}</dt>
            <dd>
              <code>{address.input}</code>
            </dd>
          </>
        )}
        <dt>{words.address.became}</dt>
        <dd>
          <code>{address.orgUrl}</code>
        </dd>
        <dt>{words.address.admin}</dt>
        <dd>
          <code>{address.adminUrl}</code>
        </dd>
      </dl>
      {address.kind !== 'practice' && (
        <div className="actions">
          <Button kind="small" onPress={onChange}>
            {words.address.change}
          </Button>
        </div>
      )}
    </Section>
  );
}

export function ConfirmHost({ address }: { address: Address }) {
  return (
    <Note tone="amber">
      <h2>{words.confirm.title}</h2>
      <p>
        <code>{address.orgUrl}</code>
      </p>
      <p>{address.kind === 'custom-domain' ? words.confirm.text(address.input) : words.confirm.fromFile}</p>
    </Note>
  );
}
