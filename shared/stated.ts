import type { SignInCheck, SignInWay } from './single-sign-on';
import { labelOf, shownValue } from './settings';
import type { Summary, SummarySignOn } from './summary';

/** Which way a sign-in was tried: "sign in from Oktopost". */
export const signInWays: Record<SignInWay, string> = {
  'from-oktopost': 'from Oktopost',
  'from-okta': 'from the Okta tile',
};
/** What became of a sign-in: an admin's word. */
export const signInResults: Record<SignInCheck['result'], string> = {
  open: 'nothing stated',
  worked: 'worked, stated',
  'did-not-work': 'did not work, stated',
};
/** What Okta shows where it shows no sign-in of who was asked. */
export const noSignIn = 'none that counts';

interface StatedRow {
  /** Of a statement that is made on the summary; null: made on the screen of a step. */
  id: string | null;
  text: string;
  by: string | null;
  at: string | null;
}

/** All that rests on an admin's word alone: settings that the word of a step covers, and what came of sign-ins, too. */
export function statedRows({
  stated,
  settings,
  signOn,
}: Pick<Summary, 'stated' | 'settings' | 'signOn'>): StatedRow[] {
  const ofSteps = settings.flatMap(({ setting, value, known }) => {
    if (known.how !== 'stated') return [];
    const text = `${labelOf(setting)}: ${shownValue(setting, value)}`;
    return stated.some((each) => each.text === text) ? [] : [{ id: null, text, by: known.by, at: known.at }];
  });
  return [...stated, ...ofSteps, ...(signOn?.checks ?? []).flatMap(statedSignIn)];
}

/** That somebody was signed in at Oktopost only an admin saw, also where Okta logged its part. */
function statedSignIn({
  way,
  result,
  decidedAt,
  decidedBy,
  event,
}: SummarySignOn['checks'][number]): StatedRow[] {
  if (result === 'open') return [];
  const shown = event === null ? noSignIn : 'its own part';
  const text = `Sign-in ${signInWays[way]}: ${signInResults[result]}; Okta shows ${shown}`;
  return [{ id: null, text, by: decidedBy, at: decidedAt }];
}
