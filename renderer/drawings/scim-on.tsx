import { ConsolePage, content } from './console-page';
import { Box, Drawing, Field, Label, Mark, Press, Radio, Write } from './kit';

/** General > App Settings, open for editing, SCIM chosen. Numbers as in the screen's actions. */
export function ScimOnDrawing({ alt, label }: { alt: string; label: string }) {
  const { x, width } = content;
  return (
    <ConsolePage alt={alt} label={label} provisioning={false} tab="General" height={296}>
      <Mark number={1} edge="left" x={x - 14} y={62} width={72} height={28} />
      <Box x={x} y={112} width={width} height={168} />
      <Write x={x + 16} y={134} look="strong">
        App Settings
      </Write>
      <Press x={x + 470} y={134} width={64}>
        Edit
      </Press>
      <Mark number={2} x={x + 466} y={117} width={72} height={34} />
      <path className="drawn-line" d={`M${x} 156.5h${width}`} />
      <Label x={x + 16} y={178} lines={['Application label']} />
      <Field x={x + 176} y={178} width={300} text={label} />
      <Label x={x + 16} y={214} lines={['Provisioning']} />
      <Radio x={x + 178} y={214} on={false} label="None" />
      <Radio x={x + 258} y={214} on label="SCIM" />
      <Mark number={3} x={x + 250} y={199} width={82} height={30} />
      <path className="drawn-line" d={`M${x} 238.5h${width}`} />
      <Press x={x + 380} y={259} width={72}>
        Save
      </Press>
      <Mark number={4} x={x + 376} y={242} width={80} height={34} />
      <Write x={x + 486} y={259}>
        Cancel
      </Write>
    </ConsolePage>
  );
}

/** The same place in an org that does not offer SCIM. */
export function ScimMissingDrawing({ alt }: { alt: string }) {
  return (
    <Drawing alt={alt} width={440} height={88}>
      <Box x={0} y={0} width={439} height={87} />
      <Write x={16} y={22} look="strong">
        App Settings
      </Write>
      <path className="drawn-line" d="M0 40.5h440" />
      <Label x={16} y={64} lines={['Provisioning']} />
      <Radio x={178} y={64} on label="None" />
    </Drawing>
  );
}
