import { ConsolePage, ProvisioningParts, Tabs } from './console-page';
import { Drawing, Field, Label, Mark, Press, Tick } from './kit';
import { panel, PanelHead, PanelSave } from './panel';

const field = { x: panel.x + 168, width: 278 };

/** Provisioning > Integration, open for editing and filled in. Numbers as in the screen's actions. */
export function ConnectionDrawing({
  alt,
  label,
  baseUrl,
  identifier,
  mode,
  boxes,
}: {
  alt: string;
  label: string;
  baseUrl: string;
  identifier: string;
  mode: string;
  /** Okta's five boxes, in its order. */
  boxes: readonly { label: string; on: boolean }[];
}) {
  return (
    <ConsolePage alt={alt} label={label} provisioning tab="Provisioning" height={448}>
      <ProvisioningParts parts={['Integration']} part="Integration" y={124} />
      <PanelHead title="SCIM Connection" button={{ text: 'Edit', width: 64 }} height={326} />
      <Label x={panel.x + 14} y={170} lines={['SCIM connector', 'base URL']} />
      <Field {...field} y={170} text={baseUrl} />
      <Label x={panel.x + 14} y={206} lines={['Unique identifier', 'field for users']} />
      <Field {...field} y={206} text={identifier} />
      <Mark number={2} x={field.x - 5} y={153} width={288} height={70} />
      <Label x={panel.x + 14} y={244} lines={['Supported', 'provisioning actions']} />
      {boxes.map((box, index) => (
        <Tick key={box.label} x={field.x} y={236 + index * 20} on={box.on} label={box.label} />
      ))}
      <Mark number={3} x={field.x - 5} y={246} width={288} height={40} />
      <Label x={panel.x + 14} y={344} lines={['Authentication Mode']} />
      <Field {...field} y={344} text={mode} choice />
      <Mark number={4} x={field.x - 5} y={328} width={288} height={32} />
      <Label x={panel.x + 14} y={380} lines={['Authorization']} />
      <Field {...field} y={380} text="••••••••••••••••" prefix="Bearer" />
      <Mark number={5} x={field.x - 5} y={364} width={288} height={32} />
      <Press x={panel.x + 14} y={415} width={206}>
        Test Connector Configuration
      </Press>
      <Mark number={6} x={panel.x + 10} y={399} width={214} height={32} />
      <PanelSave number={7} y={415} />
    </ConsolePage>
  );
}

/** The tabs of an app integration where SCIM is not on. */
export function NoProvisioningDrawing({ alt }: { alt: string }) {
  return (
    <Drawing alt={alt} width={440} height={44}>
      <Tabs x={4} y={20} width={432} provisioning={false} tab="General" />
    </Drawing>
  );
}
