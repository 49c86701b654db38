import { Fragment } from 'react';
import { assertNever } from '../../../shared/errors';
import { readings } from '../../../shared/known';
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
import type { KnownBy, SummarySetting } from '../../../shared/summary';
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
export function SettingsTables({ settings }: { settings: readonly SummarySetting[] }) {
  const asExpected = settings.filter((each) => each.value === each.expected && isShown(each));
  const different = settings.filter(
    ({ value, expected, known }) => value !== expected && known.how !== 'unknown',
  );
  return (
    <>
      {byArea(different).map(([area, rows]) => (
        <Section key={area} title={words.areas[area]}>
          <Rows caption={words.areas[area]} settings={rows} />
        </Section>
      ))}
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

function Rows({ caption, settings }: { caption: string; settings: readonly SummarySetting[] }) {
  return (
    <Table caption={caption} heads={words.heads} widths={[34, 40, 26]}>
      {settings.map(({ setting, value, expected, source, known, change }) => (
        <tr key={setting}>
          <th scope="row">
            {labelWithin(setting)}
            <p className="source">{words.sources[source]}</p>
          </th>
          <ValueCell {...{ setting, value, expected, known }} />
          <td>
            <Known known={known} wrong={value !== expected} />
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
}: Pick<SummarySetting, 'setting' | 'value' | 'expected' | 'known'>) {
  const exception = exceptionOf(setting, expected);
  return (
    <td>
      <Code>{shownValue(setting, value)}</Code>
      {exception !== null && <p className="source">{exception}</p>}
      {value !== expected && (
        <p>
          <Toned tone={toneOf({ how: readings[known.how], right: false })}>
            {words.differs} <Code>{shownValue(setting, expected)}</Code>
          </Toned>
        </p>
      )}
    </td>
  );
}

/** The settings that are known only by a test or a statement, or not at all. */
export function NotShown({ settings }: { settings: readonly SummarySetting[] }) {
  const rows = settings.filter((each) => !isShown(each));
  const stated = rows.filter(({ known }) => known.how === 'stated').length;
  return (
    <Details title={words.notShown.named(rows.length, stated)}>
      {rows.length === 0 ? (
        <p>{words.notShown.nothing}</p>
      ) : (
        <Table caption={words.notShown.title} heads={words.notShown.heads} widths={[26, 32, 42]}>
          {rows.map(({ setting, value, expected, known, measured, change }) => (
            <tr key={setting}>
              <th scope="row">{labelOf(setting)}</th>
              <ValueCell {...{ setting, value, expected, known }} />
              <td>
                <Known known={known} wrong={value !== expected} />
                {measured !== null && <p className="source">{words.known.measured}</p>}
                {change !== null && <p className="source">{changeWords(change)}</p>}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Details>
  );
}

const changeWords = ({ who, at, from, to, eventId }: LoggedChange): string =>
  words.change(who, dateTime(at), fromTo({ from, to }), eventId);

/** How a value is known. Beside a value that differs no colour says that all is well; the value itself says that it differs. */
function Known({ known, wrong }: { known: KnownBy; wrong: boolean }) {
  const tone = wrong ? notRead : toneOf({ how: readings[known.how], right: true });
  const [how, who = null] = howAndWho(known);
  return (
    <Toned tone={tone}>
      {how}
      {who !== null && 'at' in known && (
        <>
          {' '}
          <Breaking>{who}</Breaking>, {dateTime(known.at)}
        </>
      )}
    </Toned>
  );
}

/** In words, and by whom: read for this summary, a value has no time, since that is the summary's. */
function howAndWho(known: KnownBy): [how: string, who?: string] {
  const { read, proven, provenByLife, provenByPush, aPerson, stated, anAdmin, inLog, unknown } = words.known;
  switch (known.how) {
    case 'read-back':
      return [read];
    case 'proven-by-test':
      return [proven, known.user];
    case 'proven-by-life-cycle':
      return [provenByLife, known.user];
    case 'proven-by-push':
      return [provenByPush, known.user ?? aPerson];
    case 'stated':
      return [stated, known.by ?? anAdmin];
    case 'read-in-log':
      return [inLog];
    case 'unknown':
      return [unknown];
    default:
      return assertNever(known);
  }
}
