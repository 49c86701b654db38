import { capitalised } from '../../../shared/counted';
import { noSignIn, signInResults, signInWays } from '../../../shared/stated';
import type { SummarySignOn } from '../../../shared/summary';
import { Details } from '../../components/details';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { statusName } from '../../../shared/status-name';
import { readBackWords } from '../../words/read-back';
import { words } from './words';
import { toneOf } from '../../components/known-tone';

/** That a sign-in worked is an admin’s word: Okta logs its part only. */
const toneOfCheck = ({ result }: SummarySignOn['checks'][number]): Tone =>
  toneOf({ how: 'stated', right: result !== 'did-not-work' });

/** The certificate's expiry, the sign-in policy, and the sign-ins that were tried. */
export function SignOnPart({ signOn }: { signOn: SummarySignOn | null }) {
  const { signOn: said } = words;
  if (signOn === null) return null;
  const { certificate, policy, checks } = signOn;
  return (
    <Details title={said.named(checks)} open={checks.some(({ result }) => result === 'did-not-work')}>
      <dl className="facts">
        <dt>{said.issuer}</dt>
        <dd>
          <code>{signOn.issuer}</code>
        </dd>
        <dt>{said.until}</dt>
        <dd>{certificate === null ? readBackWords.checks.notReported : dateTime(certificate.until)}</dd>
        <dt>{said.policy}</dt>
        <dd>
          {policy === null
            ? readBackWords.checks.notReported
            : `${policy.name} · ${statusName(policy.status)}`}
        </dd>
      </dl>
      <Table caption={said.checks} heads={said.heads} widths={[25, 33, 42]}>
        {checks.map((check) => {
          const { way, result, decidedAt, decidedBy, event } = check;
          return (
            <tr key={way}>
              <th scope="row">{capitalised(signInWays[way])}</th>
              <td>
                <Toned tone={toneOfCheck(check)}>
                  {capitalised(signInResults[result])}
                  {decidedBy !== null && ` by ${decidedBy}`}
                  {decidedAt !== null && `, ${dateTime(decidedAt)}`}
                </Toned>
              </td>
              <td>{event === null ? noSignIn : said.event(event.who, dateTime(event.at))}</td>
            </tr>
          );
        })}
      </Table>
    </Details>
  );
}
