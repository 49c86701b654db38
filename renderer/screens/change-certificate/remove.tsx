import type { CertificateChangeShown } from '../../../shared/certificate-change';
import { Stated } from '../../components/change-walk';
import { ValueList } from '../../components/copy';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { PemRow, endOf } from '../single-sign-on/values-part';
import { OpenOktopost } from './hand-over';
import { statements } from './statements';
import { words } from './words';

/** Which certificate is to be taken out at Oktopost, told from the one that stays by what Okta and a text block show of both. */
export function Remove({ change: { before, read, removed } }: { change: CertificateChangeShown }) {
  const { remove } = words;
  if (removed !== null) {
    return (
      <Section title={remove.title}>
        <Stated statement={statements.removed} said={removed} />
      </Section>
    );
  }
  const [out, stays] = [read?.before, read?.active];
  const rows = [
    [remove.rows.created, out && dateTime(out.from), stays && dateTime(stays.from)],
    [remove.rows.until, before && dateTime(before.until), stays && dateTime(stays.until)],
    [remove.rows.fingerprint, before?.fingerprint, stays?.fingerprint],
    [remove.rows.ends, out && endOf(out.pem), stays && endOf(stays.pem)],
  ];
  return (
    <Section title={remove.title}>
      <p>{remove.text}</p>
      <Table caption={remove.which} heads={remove.heads} widths={[20, 40, 40]}>
        {rows.map(([name, ...values]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, index) => (
              <td key={remove.heads[index + 1]}>{value ?? '–'}</td>
            ))}
          </tr>
        ))}
      </Table>
      {out && (
        <ValueList rows={[]}>
          <PemRow label={remove.pem} pem={out.pem} />
        </ValueList>
      )}
      <div className="actions">
        <OpenOktopost />
      </div>
    </Section>
  );
}
