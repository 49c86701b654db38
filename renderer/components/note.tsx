import { CircleCheckBig, CircleX, Info, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'green' | 'amber' | 'red' | 'blue' | 'grey';

const icons: Record<Tone, LucideIcon> = {
  green: CircleCheckBig,
  amber: TriangleAlert,
  red: CircleX,
  blue: Info,
  grey: Info,
};

/** A callout: icon, text and colour. */
export function Note({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div className="note" data-tone={tone}>
      <Icon data-tone={tone} aria-hidden />
      <div className="note-body">{children}</div>
    </div>
  );
}

/** An inline state: icon and text in one colour. */
export function Toned({
  tone,
  icon: Icon,
  children,
}: {
  tone: Tone;
  icon?: LucideIcon;
  children: ReactNode;
}) {
  const Shown = Icon ?? icons[tone];
  return (
    <span className="tone" data-tone={tone}>
      <Shown aria-hidden />
      <span>{children}</span>
    </span>
  );
}
