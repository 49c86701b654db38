import { Fragment } from 'react';
import { doubtedWords, isDoubtedIn } from '../../../shared/connection-doubt';
import { readings } from '../../../shared/known';
import { isLeft, leftMeans } from '../../../shared/left-as-is';
import { fromTo } from '../../../shared/logged-change';
import type { LoggedChange } from '../../../shared/logged-change';
import {
  areaOf,
  exceptionOf,
  labelOf,
  labelWithin,
  settingAreas,
  shownValue,
} from '../../../shared/settings';
import type { SettingArea } from '../../../shared/settings';
import type { KnownBy, Summary, SummarySetting } from '../../../shared/summary';
import { Breaking, Code } from '../../components/code';
import { Details } from '../../components/details';
import { Toned } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { words } from './words';
import { notRead, toneOf } from '../../components/known-tone';

/** Okta shows it now, itself or in its System Log: what a check for drift compares. */
const isShown = ({ known }: SummarySetting): boolean =>
  known.how === 'read-back' || known.how === 'read-in-log';

/**
 * The settings by area: open those that are not as expected, which say so, and closed those that are. What is proven, stated or not
 * known at all is in `NotShown`: each setting is counted once.
 */
export function SettingsTables({ settings, mappingLeft }: Pick<Summary, 'settings' | 'mappingLeft'>) {
  const asExpected = settings.filter((each) => each.value === each.expected && isShown(each));
  const differing = settings.filter(
    ({ value, expected, known }) => value !== expected && known.how !== 'unknown',
  );
  const asLeft = differing.filter((row) => isLeft(row, mappingLeft));
  const different = differing.filter((row) => !asLeft.includes(row));
  return (
    <>
      {byArea(different).map(([area, rows]) => (
        <Section key={area} title={words.areas[area]}>
          <Rows caption={words.areas[area]} settings={rows} />
        </Section>
      ))}
      {mappingLeft !== null && asLeft.length > 0 && (
        <Details title={words.asLeft(mappingLeft, asLeft.length)}>
          <p>{leftMeans(asLeft)}</p>
          <Rows caption={words.areas.mapping} settings={asLeft} asLeft />
        </Details>
      )}
      {asExpected.length > 0 && (
        <Details title={words.asExpected(asExpected.length)}>
          {byArea(asExpected).map(([area, rows]) => (
            <Fragment key={area}>
              <h3>{words.areas[area]}</h3>
              <Rows caption={`${words.areas[area]}: ${words.asExpected(rows.length)}`} settings={rows} />
            </Fragment>
          ))}
        </Details>
      )}
    </>
  );
}

/** The areas that have settings, in their order. */
const byArea = (settings: readonly SummarySetting[]): [SettingArea, SummarySetting[]][] =>
  settingAreas
    .map((area): [SettingArea, SummarySetting[]] => [
      area,
      settings.filter(({ setting }) => areaOf(setting) === area),
    ])
    .filter(([, rows]) => rows.length > 0);

interface RowsProps {
  caption: string;
  settings: readonly SummarySetting[];
  /** Of all areas together: a row names its own, and not who asks for it. */
  ofAll?: boolean;
  /** They differ because an admin left them as they are. */
  asLeft?: boolean;
  /** Tells of settings whose proof counts no more; left out where all of them are shown. */
  left?: Summary['left'];
}

function Rows({ caption, settings, ofAll = false, asLeft = false, left }: RowsProps) {
  const [heads, widths] = ofAll ? [words.notShown.heads, [26, 32, 42]] : [words.heads, [34, 40, 26]];
  return (
    <Table caption={caption} heads={heads} widths={widths}>
      {settings.map(({ setting, value, expected, source, known, measured, change }) => (
        <tr key={setting}>
          <th scope="row">
            {ofAll ? labelOf(setting) : labelWithin(setting)}
            {!ofAll && <p className="source">{words.sources[source]}</p>}
          </th>
          <ValueCell {...{ setting, value, expected, known, asLeft }} />
          <td>
            <Known
              known={known}
              wrong={value !== expected}
              isDoubted={left !== undefined && isDoubtedIn(left, setting)}
            />
            {measured !== null && <p className="source">{words.measured}</p>}
            {change !== null && <p className="source">{changeWords(change)}</p>}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function ValueCell({
  setting,
  value,
  expected,
  known,
  asLeft,
}: Pick<SummarySetting, 'setting' | 'value' | 'expected' | 'known'> & { asLeft: boolean }) {
  const exception = exceptionOf(setting, expected);
  return (
    <td>
      <Code>{shownValue(setting, value)}</Code>
      {exception !== null && <p className="source">{exception}</p>}
      {value !== expected && (
        <p>
          <Toned tone={asLeft ? notRead : toneOf({ how: readings[known.how], right: false })}>
            {words.differs} <Code>{shownValue(setting, expected)}</Code>
          </Toned>
        </p>
      )}
    </td>
  );
}

/** The settings that are known only by a test or a statement, or not at all. */
export function NotShown({ settings, left }: Pick<Summary, 'settings' | 'left'>) {
  const rows = settings.filter((each) => !isShown(each));
  const stated = rows.filter(({ known }) => known.how === 'stated').length;
  return (
    <Details title={words.notShown.named(rows.length, stated)}>
      {rows.length === 0 ? (
        <p>{words.notShown.nothing}</p>
      ) : (
        <Rows caption={words.notShown.title} settings={rows} ofAll left={left} />
      )}
    </Details>
  );
}

const changeWords = ({ who, at, from, to, eventId }: LoggedChange): string =>
  words.change(who, dateTime(at), fromTo({ from, to }), eventId);

/** How a value is known, or why what proved it counts no more. Beside a value that differs no colour says that all is well; the value itself says that it differs. */
function Known({ known, wrong, isDoubted }: { known: KnownBy; wrong: boolean; isDoubted: boolean }) {
  const tone = wrong ? notRead : toneOf({ how: readings[known.how], right: true });
  const who = whoOf(known);
  return (
    <Toned tone={tone}>
      {isDoubted ? doubtedWords : words.known[known.how]}
      {who !== null && 'at' in known && (
        <>
          {' '}
          <Breaking>{who}</Breaking>, {dateTime(known.at)}
        </>
      )}
    </Toned>
  );
}

/** Whose test or word it is; null where neither is. What was read for this summary has no time of its own. */
function whoOf(known: KnownBy): string | null {
  if ('user' in known) return known.user ?? words.aPerson;
  return known.how === 'stated' ? (known.by ?? words.anAdmin) : null;
}
