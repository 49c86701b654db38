import { Code } from './code';
import { Details } from './details';
import { notRead, readRight, readWrong } from './known-tone';
import { Toned } from './note';
import type { Tone } from './note';
import { Table } from './table';
import { readBackWords } from '../words/read-back';
import { localTimes } from '../../shared/local-times';
import { labelOf, shownValue } from '../../shared/settings';
import type { Check } from '../../shared/plan';

const tones: Record<Check['state'], Tone> = {
  same: readRight,
  different: readWrong,
  'cannot-be-read': notRead,
};

export function CheckState({ state }: { state: Check['state'] }) {
  return <Toned tone={tones[state]}>{readBackWords.checks.states[state]}</Toned>;
}

interface Props {
  caption: string;
  checks: readonly Check[];
  /** What each setting is called beside this caption. */
  labels?: typeof labelOf;
}

/** Expected beside actual, as read back: what differs or could not be read, and on request the rest. */
export function Checks({ caption, checks, labels = labelOf }: Props) {
  const same = checks.filter(({ state }) => state === 'same');
  const others = checks.filter(({ state }) => state !== 'same');
  const title = readBackWords.checks.same(same.length, others.length > 0);
  return (
    <>
      {others.length > 0 && <CheckTable caption={caption} checks={others} labels={labels} />}
      {same.length > 0 && (
        <Details title={title}>
          <CheckTable caption={others.length > 0 ? title : caption} checks={same} labels={labels} />
        </Details>
      )}
    </>
  );
}

/** Every other setting is Okta's. */
const isAtOktopost = ({ setting }: Check): boolean => setting.startsWith('account:');

function CheckTable({ caption, checks, labels }: Required<Props>) {
  const accounts = checks.filter(isAtOktopost).length;
  const where = accounts === 0 ? 'okta' : accounts === checks.length ? 'oktopost' : 'both';
  const talks = checks.some(({ next, changed }) => next !== null || changed !== undefined);
  return (
    <Table
      caption={caption}
      heads={readBackWords.checks.heads(readBackWords.checks.where[where])}
      widths={talks ? [20, 23, 23, 34] : [24, 29, 29, 18]}
    >
      {checks.map((check) => {
        const { setting, person, expected, actual, state, next, changed } = check;
        return (
          <tr key={setting}>
            <th scope="row">{labels(setting, person)}</th>
            <td>
              <Code>{shownValue(setting, expected)}</Code>
            </td>
            <td>
              {actual === null ? (
                <span className="muted">
                  {isAtOktopost(check) ? readBackWords.checks.notRead : readBackWords.checks.notReported}
                </span>
              ) : (
                <Code>{shownValue(setting, actual)}</Code>
              )}
            </td>
            <td>
              <CheckState state={state} />
              {changed !== undefined && <p>{localTimes(changed)}</p>}
              {next !== null && <p>{next}</p>}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
