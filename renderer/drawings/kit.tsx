import type { ReactNode } from 'react';

/** Parts of a drawing of Okta's Admin Console. Lengths are SVG units; a whole page is 720 wide. */

interface Place {
  x: number;
  y: number;
}

interface Area extends Place {
  width: number;
  height: number;
}

/** `alt` describes the drawing, so its parts are hidden from screen readers. It scales with the text size, up to its column. */
export function Drawing({
  alt,
  width,
  height,
  children,
}: {
  alt: string;
  width: number;
  height: number;
  children: ReactNode;
}) {
  return (
    <>
      <svg className="drawing" aria-hidden viewBox={`0 0 ${width} ${height}`} width={`${width / 16}rem`}>
        {children}
      </svg>
      <p className="hidden-text">{alt}</p>
    </>
  );
}

export function Box({ x, y, width, height, look = 'card' }: Area & { look?: 'page' | 'card' | 'field' }) {
  return <rect className={`drawn-${look}`} x={x + 0.5} y={y + 0.5} width={width} height={height} rx={4} />;
}

interface WriteProps extends Place {
  /** `y` is the middle of the line. */
  children: string;
  look?: 'plain' | 'strong' | 'quiet' | 'active';
  align?: 'start' | 'middle' | 'end';
}

export function Write({ x, y, children, look = 'plain', align = 'start' }: WriteProps) {
  return (
    <text className="drawn-text" data-look={look} x={x} y={y} textAnchor={align} dominantBaseline="central">
      {children}
    </text>
  );
}

/** Text that ends at the edge of its place, as in a field. */
function Clipped({ x, y, width, children }: Place & { width: number; children: string }) {
  return (
    <svg x={x} y={y} width={width} height={24}>
      <Write x={0} y={12}>
        {children}
      </Write>
    </svg>
  );
}

/** A label of one or two lines. */
export function Label({ x, y, lines }: Place & { lines: readonly string[] }) {
  return lines.map((line, index) => (
    <Write key={line} x={x} y={y + (index - (lines.length - 1) / 2) * 15} look="quiet">
      {line}
    </Write>
  ));
}

/** `y` is the middle of the field. */
export function Field({
  x,
  y,
  width,
  text,
  prefix,
  choice = false,
}: Place & { width: number; text: string; prefix?: string; choice?: boolean }) {
  const before = prefix === undefined ? 0 : 52;
  return (
    <>
      <Box look="field" x={x} y={y - 13} width={width} height={26} />
      {prefix !== undefined && (
        <>
          <path className="drawn-line" d={`M${x + before}.5 ${y - 13}v26`} />
          <Write x={x + 8} y={y} look="quiet">
            {prefix}
          </Write>
        </>
      )}
      <Clipped x={x + before + 8} y={y - 12} width={width - before - (choice ? 32 : 16)}>
        {text}
      </Clipped>
      {choice && <path className="drawn-glyph" d={`M${x + width - 20} ${y - 2}l5 5 5-5`} />}
    </>
  );
}

export function Radio({ x, y, on, label }: Place & { on: boolean; label: string }) {
  return (
    <>
      <circle className="drawn-field" cx={x + 7} cy={y} r={6.5} />
      {on && <circle className="drawn-on" cx={x + 7} cy={y} r={3.5} />}
      <Write x={x + 20} y={y}>
        {label}
      </Write>
    </>
  );
}

export function Tick({ x, y, on, label }: Place & { on: boolean; label: string }) {
  return (
    <>
      <rect className="drawn-field" x={x + 0.5} y={y - 6.5} width={13} height={13} rx={2} />
      {on && <path className="drawn-tick" d={`M${x + 3} ${y}l3 3 5-6`} />}
      <Write x={x + 20} y={y} look={on ? 'plain' : 'quiet'}>
        {label}
      </Write>
    </>
  );
}

export function Press({ x, y, width, children }: Place & { width: number; children: string }) {
  return (
    <>
      <Box look="field" x={x} y={y - 13} width={width} height={26} />
      <Write x={x + width / 2} y={y} align="middle">
        {children}
      </Write>
    </>
  );
}

/** The place of one numbered action: a frame around it, and the number on its edge. */
export function Mark({
  x,
  y,
  width,
  height,
  number,
  edge = 'right',
}: Area & { number: number; edge?: 'left' | 'right' }) {
  const at = { x: edge === 'left' ? x : x + width, y: y + height / 2 };
  return (
    <>
      <rect className="drawn-frame" x={x} y={y} width={width} height={height} rx={5} />
      <circle className="drawn-number" cx={at.x} cy={at.y} r={10} />
      <text className="drawn-digit" {...at} textAnchor="middle" dominantBaseline="central">
        {number}
      </text>
    </>
  );
}
