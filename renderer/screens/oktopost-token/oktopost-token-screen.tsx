import { useState } from 'react';
import { assertNever } from '../../../shared/errors';
import { nothingTaken } from '../../../shared/pasted-token';
import { tokenPlace } from '../../../shared/oktopost';
import { Button, OutsideLink } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { LastChecked } from '../../components/last-checked';
import { Note } from '../../components/note';
import { Remembered } from '../../components/remember';
import { ContinueButton, Screen } from '../../components/screen';
import { SecretField, TakenOff } from '../../components/secret-field';
import { Section } from '../../components/section';
import { SubmitButton } from '../../components/submit-button';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { OtherRegion } from './other-region';
import type { Elsewhere } from './other-region';
import { words } from './words';
import type { OktopostToken } from '../../../shared/connection';
import { readRight } from '../../components/known-tone';

const formId = 'oktopost-token-form';

export function OktopostTokenScreen() {
  const { oktopost, links } = useSnapshot();
  const pending = usePending('secrets.submit');
  const [another, setAnother] = useState(false);
  const [taken, setTaken] = useState(nothingTaken);
  // What main refused unsent has its own words: those of the token before say nothing of it.
  const isUnsent = useApp(({ errors }) => errors['oktopost-token']?.field === 'oktopost-token');
  const [typed, setTyped] = useState(false);
  const kept = oktopost.state === 'accepted' || oktopost.state === 'unchecked';
  const asks = !kept || another;

  return (
    <Screen
      id="oktopost-token"
      title={words.title}
      lead={words.lead}
      state={words.state[asks && typed && oktopost.state !== 'checking' ? 'typed' : oktopost.state]}
      fields={asks ? ['oktopost-token'] : []}
      primary={
        asks ? (
          <SubmitButton form={formId} canSubmit={typed} isPending={pending || oktopost.state === 'checking'}>
            {words.token.action}
          </SubmitButton>
        ) : (
          <ContinueButton from="oktopost-token" toOpen />
        )
      }
    >
      <Section title={words.where.title}>
        <ol className="path">
          {tokenPlace.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ol>
        <p>{words.where.text}</p>
        {links.oktopostProvisioning === null ? (
          <p className="hint">{words.where.unknown}</p>
        ) : (
          <div className="actions">
            <OutsideLink href={links.oktopostProvisioning} look="button">
              {words.where.link}
            </OutsideLink>
          </div>
        )}
      </Section>
      <Section title={words.token.title}>
        {!(isUnsent && oktopost.state === 'refused') && <Known oktopost={oktopost} />}
        {!isUnsent && <TakenOff taken={taken} />}
        {kept && <Remembered kind="oktopost-token" />}
        {asks ? (
          <SecretField
            kind="oktopost-token"
            label={words.token.label}
            hint={words.token.hint}
            invalid={oktopost.state === 'refused'}
            form={formId}
            onTyped={setTyped}
            onTaken={(token) => {
              setTaken(token);
              setAnother(false);
            }}
          />
        ) : (
          <div className="actions">
            <Button
              kind="small"
              onPress={() => {
                setAnother(true);
              }}
            >
              {words.token.again}
            </Button>
          </div>
        )}
      </Section>
    </Screen>
  );
}

/** The other region has said which of the error's causes it is. */
const hasAnswered = (elsewhere: Elsewhere | null): boolean =>
  elsewhere === 'works' || elsewhere === 'refused';

function Known({ oktopost }: { oktopost: OktopostToken }) {
  const call = useApp((state) => state.call);
  switch (oktopost.state) {
    case 'none':
      return oktopost.aside === undefined ? null : (
        <Note tone="grey">
          <p>{words.aside(oktopost.aside)}</p>
        </Note>
      );
    case 'token-needed':
    case 'checking':
      return null;
    case 'refused':
      return (
        <>
          {!hasAnswered(oktopost.elsewhere) && <ErrorCard error={oktopost.error} />}
          {oktopost.elsewhere !== null && <OtherRegion elsewhere={oktopost.elsewhere} />}
        </>
      );
    case 'unchecked':
      return (
        <>
          <Note tone="amber">
            <p>
              <strong>{words.unchecked.title}</strong> {words.unchecked.text}
            </p>
          </Note>
          <ErrorCard error={oktopost.error} onRetry={() => void call('oktopost.reconnect', {})} />
        </>
      );
    case 'accepted':
      return (
        <Note tone={readRight}>
          <p>{words.accepted(oktopost.users)}</p>
          <LastChecked at={oktopost.checkedAt} />
        </Note>
      );
    default:
      return assertNever(oktopost);
  }
}
