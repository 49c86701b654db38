import { content } from './console-page';
import { Box, Mark, Press, Write } from './kit';

/** Beside the parts of the Provisioning tab. */
export const panel = { x: content.x + 88, width: content.width - 88 } as const;

const right = panel.x + 446;

/** The frame of a part, its title, and the button that opens it: the first action. */
export function PanelHead({
  title,
  button,
  height,
}: {
  title: string;
  button: { text: string; width: number };
  height: number;
}) {
  const x = right - button.width;
  return (
    <>
      <Box x={panel.x} y={108} width={panel.width} height={height} />
      <Write x={panel.x + 14} y={128} look="strong">
        {title}
      </Write>
      <Press x={x} y={128} width={button.width}>
        {button.text}
      </Press>
      <Mark number={1} x={x - 4} y={112} width={button.width + 8} height={32} />
      <path className="drawn-line" d={`M${panel.x} 148.5h${panel.width}`} />
    </>
  );
}

/** The button that saves a part: the last action. `y` is its middle. */
export function PanelSave({ number, y }: { number: number; y: number }) {
  return (
    <>
      <Press x={right - 64} y={y} width={64}>
        Save
      </Press>
      <Mark number={number} x={right - 68} y={y - 16} width={72} height={32} />
    </>
  );
}
