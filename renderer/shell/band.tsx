import { Building2, FlaskConical } from 'lucide-react';
import { regions } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/setup';
import { useSnapshot } from '../store/context';

/** Always on top: practice or which real org, and whether anything was changed yet. */
export function Band() {
  const snapshot = useSnapshot();
  const { mode, changedSomething, planOnly } = snapshot;
  const Icon = mode === 'practice' ? FlaskConical : Building2;
  return (
    <header className="band" data-mode={mode}>
      <Icon size={16} aria-hidden />
      <span className="band-where">
        <span className="band-word">{mode === 'practice' ? 'Practice' : whereWord(snapshot)}</span>
        {whereText(snapshot)}
      </span>
      <span className="band-changed">
        {planOnly && <strong>Plan only: nothing is written. </strong>}
        {changedSomething ? 'This set-up has changed Okta.' : 'Nothing has been changed yet.'}
      </span>
    </header>
  );
}

function whereWord({ mode, okta, address }: Snapshot): string {
  if (mode === 'unset') return 'No org chosen';
  if (okta.state === 'connected') return okta.orgName;
  return address === null ? 'Real org' : 'Real org, not connected';
}

function whereText({ mode, address, region }: Snapshot): string {
  const parts = [
    mode === 'practice' ? 'nothing here reaches a real org' : null,
    mode === 'real' && address !== null ? address.orgUrl : null,
    mode !== 'unset' && region !== null ? `Oktopost ${regions[region].name}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : ` · ${parts.join(' · ')}`;
}
