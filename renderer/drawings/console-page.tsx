import type { ReactNode } from 'react';
import { Box, Drawing, Write } from './kit';

/** The tabs of an app integration in Okta, without and with provisioning. */
const tabsWithout = ['General', 'Sign On', 'Import', 'Assignments'] as const;
const tabsWith = ['General', 'Sign On', 'Provisioning', 'Import', 'Assignments', 'Push Groups'] as const;
const tabWidths = {
  General: 70,
  'Sign On': 72,
  Provisioning: 104,
  Import: 66,
  Assignments: 102,
  'Push Groups': 100,
};

const menu = ['Dashboard', 'Directory', 'Customizations', 'Applications', 'Security', 'Reports', 'Settings'];

/** Where the content of a tab begins, and how wide it is. */
export const content = { x: 144, width: 560 } as const;

interface Props {
  alt: string;
  /** The app integration's own name. */
  label: string;
  provisioning: boolean;
  tab: keyof typeof tabWidths;
  height: number;
  children: ReactNode;
}

/** The page of an app integration in Okta's Admin Console: menu, header, tabs. Its own words, none of its artwork. */
export function ConsolePage({ alt, label, provisioning, tab, height, children }: Props) {
  return (
    <Drawing alt={alt} width={720} height={height}>
      <Box look="page" x={0} y={0} width={719} height={height - 1} />
      <path className="drawn-menu" d={`M1 5a4 4 0 0 1 4-4h115v${height - 2}h-115a4 4 0 0 1-4-4z`} />
      <path className="drawn-line" d={`M120.5 1v${height - 2}`} />
      {menu.map((item, index) => (
        <Write key={item} x={14} y={28 + index * 26} look={item === 'Applications' ? 'strong' : 'quiet'}>
          {item}
        </Write>
      ))}
      <Box look="field" x={content.x} y={16} width={30} height={30} />
      <circle className="drawn-glyph" cx={content.x + 15.5} cy={31.5} r={6} />
      <Write x={content.x + 42} y={31} look="strong">
        {short(label)}
      </Write>
      <Write x={content.x + content.width} y={31} look="quiet" align="end">
        Active
      </Write>
      <Tabs x={content.x} y={76} width={content.width} provisioning={provisioning} tab={tab} />
      {children}
    </Drawing>
  );
}

export function Tabs({
  x,
  y,
  width,
  provisioning,
  tab,
}: Pick<Props, 'provisioning' | 'tab'> & { x: number; y: number; width: number }) {
  const tabs = provisioning ? tabsWith : tabsWithout;
  return (
    <>
      <path className="drawn-line" d={`M${x} ${y + 16}.5h${width}`} />
      {tabs.map((name, index) => {
        const left = tabs.slice(0, index).reduce((sum, before) => sum + tabWidths[before], x);
        return (
          <g key={name}>
            <Write x={left} y={y} look={name === tab ? 'active' : 'plain'}>
              {name}
            </Write>
            {name === tab && (
              <path className="drawn-active" d={`M${left} ${y + 16}h${tabWidths[name] - 18}`} />
            )}
          </g>
        );
      })}
    </>
  );
}

/** The parts of the Provisioning tab, at the left of its content. */
export function ProvisioningParts({ parts, part, y }: { parts: readonly string[]; part: string; y: number }) {
  return (
    <>
      <Write x={content.x} y={y} look="quiet">
        Settings
      </Write>
      {parts.map((name, index) => (
        <Write key={name} x={content.x} y={y + 26 + index * 24} look={name === part ? 'active' : 'plain'}>
          {name}
        </Write>
      ))}
    </>
  );
}

const longest = 38;
const short = (label: string): string =>
  label.length <= longest ? label : `${label.slice(0, longest - 1).trimEnd()}…`;
