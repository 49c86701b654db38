import { creatingScope, mayCreateUsers } from '../../shared/connection';
import type { OktaConnection } from '../../shared/connection';
import { stepNames } from '../../shared/step-names';
import { useApp, useSnapshot } from '../store/context';
import { words as common } from '../words/common';
import { Button } from './button';

/** What the life-cycle test needs and what is connected lacks, as far as that was read when it was connected. */
function lackOf(okta: OktaConnection): string | null {
  if (okta.state !== 'connected') return null;
  const { token, roles } = okta;
  if (token.status !== 'service-app')
    return mayCreateUsers(roles) === 'no' ? 'Needs an admin who may create users: this one may not.' : null;
  return token.missing?.some(({ scope }) => scope === creatingScope) === true
    ? `Needs ${creatingScope}, which the service app has not been granted.`
    : null;
}

/** Leads to the life-cycle test, and says before what it will ask for. In a row of actions. */
export function GoToLifeCycle() {
  const go = useApp((state) => state.go);
  const lack = lackOf(useSnapshot().okta);
  return (
    <>
      <Button onPress={() => void go('life-cycle')}>{common.error.goTo(stepNames['life-cycle'])}</Button>
      {lack !== null && <span className="hint">{lack}</span>}
    </>
  );
}
