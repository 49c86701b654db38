import { ConsolePage, ProvisioningParts } from './console-page';
import { Box, Drawing, Mark, Press, Tick, Write } from './kit';
import { panel, PanelHead, PanelSave } from './panel';

/** Provisioning > To App, open for editing, the boxes ticked. Numbers as in the screen's actions. */
export function ToAppDrawing({
  alt,
  label,
  boxes,
  leaveOff,
}: {
  alt: string;
  label: string;
  boxes: readonly string[];
  /** Okta's fourth box, which Oktopost does not ask for. */
  leaveOff: string;
}) {
  return (
    <ConsolePage alt={alt} label={label} provisioning tab="Provisioning" height={318}>
      <ProvisioningParts parts={['To App', 'To Okta', 'Integration']} part="To App" y={124} />
      <PanelHead title="Provisioning to App" button={{ text: 'Edit', width: 64 }} height={196} />
      {[...boxes, leaveOff].map((box, index) => (
        <g key={box}>
          <Write x={panel.x + 14} y={168 + index * 26} look="quiet">
            {box}
          </Write>
          <Tick x={panel.x + 232} y={168 + index * 26} on={box !== leaveOff} label="Enable" />
        </g>
      ))}
      <Mark number={2} x={panel.x + 222} y={154} width={96} height={boxes.length * 26 + 2} />
      <path className="drawn-line" d={`M${panel.x} 264.5h${panel.width}`} />
      <PanelSave number={3} y={284} />
    </ConsolePage>
  );
}

/** The Provisioning tab before the connection is saved. */
export function NoToAppDrawing({ alt, settings }: { alt: string; settings: string }) {
  return (
    <Drawing alt={alt} width={440} height={84}>
      <Box x={0} y={0} width={439} height={83} />
      <Write x={16} y={24} look="quiet">
        Settings
      </Write>
      <Write x={16} y={54} look="active">
        Integration
      </Write>
      <path className="drawn-line" d="M112.5 0v84" />
      <Write x={128} y={24} look="strong">
        {settings}
      </Write>
      <Press x={350} y={24} width={64}>
        Edit
      </Press>
    </Drawing>
  );
}
