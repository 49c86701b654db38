import { Button, WritesToOkta } from '../../components/button';
import { ContinueButton } from '../../components/screen';
import { SubmitButton } from '../../components/submit-button';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { addressFormId } from './address';
import type { Stage } from './stage';
import { tokenFormId } from './token-form';
import { words } from './words';

/** While nothing is typed, a rehearsal goes on with the token that is there. */
export function UsePracticeToken({ assigns, onTaken }: { assigns: boolean; onTaken: () => void }) {
  const call = useApp((state) => state.call);
  const taking = usePending('okta.usePracticeToken');
  return (
    <>
      {assigns && <WritesToOkta />}
      <Button
        kind={assigns ? 'write' : 'primary'}
        isPending={taking}
        onPress={() => {
          void call('okta.usePracticeToken', {}).then(({ ok }) => {
            if (ok) onTaken();
          });
        }}
      >
        {words.practice.action}
      </Button>
    </>
  );
}

/** `canSubmit`: something is entered. `assigns`: connecting assigns whom a repair has unassigned. */
export function Primary({
  stage,
  canSubmit,
  assigns,
}: {
  stage: Stage;
  canSubmit: boolean;
  assigns: boolean;
}) {
  const { address } = useSnapshot();
  const call = useApp((state) => state.call);
  const checkingAddress = usePending('okta.checkAddress');
  const confirming = usePending('okta.confirmHost');
  const submitting = usePending('secrets.submit', 'serviceApp.connect', 'okta.usePracticeToken');
  switch (stage) {
    case 'address':
      return (
        <SubmitButton form={addressFormId} canSubmit={canSubmit} isPending={checkingAddress}>
          {words.address.action}
        </SubmitButton>
      );
    case 'confirm':
      return (
        <Button
          kind="primary"
          isPending={confirming}
          onPress={() => {
            if (address !== null) void call('okta.confirmHost', { orgUrl: address.orgUrl });
          }}
        >
          {words.confirm.action}
        </Button>
      );
    case 'token':
    case 'failed':
      return (
        <SubmitButton form={tokenFormId} canSubmit={canSubmit} isPending={submitting} writes={assigns}>
          {words.token.action}
        </SubmitButton>
      );
    case 'checking':
    case 'connected':
      return <ContinueButton from="connect-okta" toOpen />;
  }
}
