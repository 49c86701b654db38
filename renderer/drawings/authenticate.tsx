import { ConsolePage, panel, ProvisioningParts } from './console-page';
import { Box, Mark, Press, Tick, Write } from './kit';

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
      <Box x={panel.x} y={108} width={panel.width} height={168} />
      <Write x={panel.x + 14} y={128} look="strong">
        Integration
      </Write>
      <Press x={panel.x + 256} y={128} width={190}>
        {configure}
      </Press>
      <Mark number={1} x={panel.x + 252} y={112} width={198} height={32} />
      <path className="drawn-line" d={`M${panel.x} 148.5h${panel.width}`} />
      <Tick x={panel.x + 14} y={170} on label={enable} />
      <Mark number={2} x={panel.x + 6} y={156} width={180} height={28} />
      <Press x={panel.x + 14} y={208} width={194}>
        {button}
      </Press>
      <Mark number={3} x={panel.x + 10} y={192} width={202} height={32} />
      <path className="drawn-line" d={`M${panel.x} 236.5h${panel.width}`} />
      <Press x={panel.x + 382} y={256} width={64}>
        Save
      </Press>
      <Mark number={4} x={panel.x + 378} y={240} width={72} height={32} />
    </ConsolePage>
  );
}
