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
import { words } from './words';
import { refusalOf } from '../../../shared/connection';
import type { OktopostToken, TokenRefusal } from '../../../shared/connection';
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
  const refusal = refusalOf(oktopost);
  const asks = !kept || another || refusal !== undefined;
  const known = kept && refusal !== undefined ? 'another' : oktopost.state;
  const state = asks && typed && known !== 'checking' ? 'typed' : known;

  return (
    <Screen
      id="oktopost-token"
      title={words.title}
      lead={words.lead}
      state={words.state[state]}
      fields={asks ? ['oktopost-token'] : []}
      primary={
        kept && !typed ? (
          <ContinueButton from="oktopost-token" toOpen />
        ) : (
          <SubmitButton form={formId} canSubmit={typed} isPending={pending || oktopost.state === 'checking'}>
            {words.token.action}
          </SubmitButton>
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
        <Known oktopost={oktopost} />
        {!isUnsent && refusal !== undefined && <Refused refusal={refusal} />}
        {!isUnsent && <TakenOff taken={taken} />}
        {kept && <Remembered kind="oktopost-token" />}
        {asks ? (
          <SecretField
            kind="oktopost-token"
            label={words.token.label}
            hint={words.token.hint}
            invalid={refusal !== undefined}
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
const hasAnswered = (elsewhere: TokenRefusal['elsewhere']): boolean =>
  elsewhere === 'works' || elsewhere === 'refused';

function Refused({ refusal: { error, elsewhere } }: { refusal: TokenRefusal }) {
  return (
    <>
      {!hasAnswered(elsewhere) && <ErrorCard error={error} />}
      {elsewhere !== null && <OtherRegion elsewhere={elsewhere} />}
    </>
  );
}

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
    case 'refused':
      return null;
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
