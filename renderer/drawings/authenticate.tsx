import { ConsolePage, ProvisioningParts } from './console-page';
import { Mark, Press, Tick } from './kit';
import { panel, PanelHead, PanelSave } from './panel';

/** The Provisioning tab of a pre-built app integration, before it is saved. Numbers as in the screen's actions. */
export function AuthenticateDrawing({
  alt,
  label,
  configure,
  enable,
  button,
}: {
  alt: string;
  label: string;
  configure: string;
  enable: string;
  button: string;
}) {
  return (
    <ConsolePage alt={alt} label={label} provisioning tab="Provisioning" height={290}>
      <ProvisioningParts parts={['Integration']} part="Integration" y={124} />
      <PanelHead title="Integration" button={{ text: configure, width: 190 }} height={168} />
      <Tick x={panel.x + 14} y={170} on label={enable} />
      <Mark number={2} x={panel.x + 6} y={156} width={180} height={28} />
      <Press x={panel.x + 14} y={208} width={194}>
        {button}
      </Press>
      <Mark number={3} x={panel.x + 10} y={192} width={202} height={32} />
      <path className="drawn-line" d={`M${panel.x} 236.5h${panel.width}`} />
      <PanelSave number={4} y={256} />
    </ConsolePage>
  );
}
