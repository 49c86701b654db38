import type { ChangeRow } from '../../shared/plan';
import { parseSettingId, shownValue } from '../../shared/settings';
import type { NamedUser } from '../../shared/snapshot';
import type { Summary } from '../../shared/summary';
import { signOnWords } from '../steps/app-integration/checks';
import { fieldWords } from '../steps/app-integration/fields';
import { knownWords } from '../summary/document';

/** What is known, for this pack, of a setting that a change has written. `isRead` false: `text` says why it is not. */
export interface ReadNow {
  isRead: boolean;
  text: string;
  /** As the change sent it. */
  isSame: boolean;
}

/** Looks a row of a change up. */
export type LookUp = (row: ChangeRow, changeId: string) => ReadNow;

type Read = Pick<Summary, 'settings' | 'integration' | 'signOn'>;

const read = (text: string, isSame: boolean): ReadNow => ({ isRead: true, text, isSame });
const notRead = (text = 'not read'): ReadNow => ({ isRead: false, text, isSame: false });

/** `people`: of those whom changes name, who is assigned now, by Okta's id. */
export function readNowOf(summary: Read, people: ReadonlyMap<string, NamedUser>): LookUp {
  const rows = new Map<string, Summary['settings'][number]>(
    summary.settings.map((row) => [row.setting, row]),
  );
  // `sent` null: the change took the value away.
  return ({ setting, after: sent, note }, changeId) => {
    // The row of the note has this set-up's own sentence alone.
    const isWholeNote = setting === 'app.admin-note' && summary.integration !== null;
    const row = isWholeNote ? undefined : rows.get(setting);
    if (row?.known.how === 'read-back') return read(shownValue(setting, row.value), row.value === sent);
    if (row !== undefined)
      return notRead(
        `not read: Okta does not show it${row.known.how === 'unknown' ? '' : `; ${knownWords(row.known)}`}`,
      );
    if (changeId.endsWith('-life-cycle-user')) return notRead('not read: of the life-cycle test’s own user');
    const parsed = parseSettingId(setting);
    switch (parsed?.kind) {
      case 'plain':
        return ofApp(summary, parsed.id, sent, note);
      case 'user-name': {
        const person = people.get(parsed.of);
        return person === undefined
          ? read('not assigned now', true)
          : read(person.userName ?? 'none', person.userName === sent);
      }
      case 'assignment':
        return ofAssignment(summary, people.get(parsed.of), parsed.of, sent, changeId);
      default:
        return notRead();
    }
  };
}

/** What a summary has of the app integration beside its settings. */
function ofApp(
  { integration, signOn }: Read,
  setting: string,
  sent: string | null,
  note: string | null,
): ReadNow {
  const shown = (value: string | null): ReadNow => read(value ?? 'none', value === sent);
  switch (setting) {
    case 'app.sign-in-method':
      return integration === null ? notRead() : shown(signOnWords(integration));
    case 'app.admin-note':
      return integration === null ? notRead() : shown(integration.notes.admin);
    case 'app.tile-hidden':
      return integration === null ? notRead() : shown(fieldWords(integration.visibility.hideWeb));
    case 'app.tile-hidden-mobile':
      return integration === null ? notRead() : shown(fieldWords(integration.visibility.hideIos));
    case 'sign-on.certificate':
      return ofCertificate(signOn, note);
    case 'sign-on.next-certificate': {
      const { isRead, text } = ofCertificate(signOn, null);
      return notRead(isRead ? `not read by itself; ${text}` : text);
    }
    case 'app.type':
      return notRead('not read: Okta does not show it');
    case 'set-up':
      return notRead('on the assistant’s computer only');
    default:
      return notRead();
  }
}

/** `note`: of the row, which names the certificate that was to sign by its fingerprint; older journals may have none. */
function ofCertificate(signOn: Read['signOn'], note: string | null): ReadNow {
  const fingerprint = signOn?.certificate?.fingerprint;
  if (fingerprint === undefined) return notRead();
  return read(
    `Okta signs with SHA-256 fingerprint ${fingerprint}`,
    note === null || note.includes(fingerprint),
  );
}

function ofAssignment(
  { integration }: Read,
  person: NamedUser | undefined,
  id: string,
  sent: string | null,
  changeId: string,
): ReadNow {
  const shown = (isAssigned: boolean, text: string): ReadNow => read(text, isAssigned === (sent !== null));
  if (changeId.startsWith('group-')) {
    const groups = integration?.groups ?? null;
    if (groups === null) return notRead();
    const isAssigned = groups.some((group) => group.id === id);
    return shown(isAssigned, isAssigned ? 'assigned' : 'not assigned');
  }
  if (person === undefined) return shown(false, 'not assigned');
  const how = person.scope === 'GROUP' ? 'assigned by a group' : 'assigned';
  return shown(true, person.userName === null ? how : `${how} as ${person.userName}`);
}
