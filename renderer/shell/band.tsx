import { Building2, FlaskConical } from 'lucide-react';
import { regions } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import { useApp, useSnapshot } from '../store/context';
import { words as common } from '../words/common';
import { words } from './words';

/** Always on top: practice or the real org, and whether anything was changed yet. */
export function Band() {
  const snapshot = useSnapshot();
  // What a page says that hears nothing any more may not be so.
  const alive = useApp((state) => state.alive);
  const { mode, planOnly } = snapshot;
  const Icon = mode === 'practice' ? FlaskConical : Building2;
  return (
    <header className="band" data-mode={mode}>
      <Icon aria-hidden />
      <span className="band-where">
        <span className="band-word">{mode === 'practice' ? words.band.practice : whereWord(snapshot)}</span>
        {whereText(snapshot)}
      </span>
      <span className="band-changed">
        {planOnly && <strong>{words.band.planOnly} </strong>}
        {alive ? changedText(snapshot) : common.gone}
      </span>
    </header>
  );
}

const changedText = ({ changed, fileIsOfElsewhere }: Snapshot): string =>
  changed === 'when-saved' && fileIsOfElsewhere ? words.band.unchangedHere : words.band.changed[changed];

function whereWord({ mode, okta, address }: Snapshot): string {
  if (mode === 'unset') return words.band.noOrg;
  if (okta.state === 'connected') return okta.orgName;
  return address === null ? words.band.real : words.band.notConnected;
}

function whereText({ mode, address, region }: Snapshot): string {
  const parts = [
    mode === 'practice' ? words.band.nothingReal : null,
    mode === 'real' && address !== null ? address.orgUrl : null,
    mode !== 'unset' && region !== null ? words.band.region(regions[region].name) : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : ` · ${parts.join(' · ')}`;
}
