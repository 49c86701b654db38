import type { DriftRow, WayBack } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import { targetOf } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { Summary, SummarySetting } from '../../shared/summary';
import type { Okta } from '../okta/types';
import { writtenSettings } from '../steps/app-integration/settings';
import { userNamesSetting } from '../steps/user-names/step';
import { mappingChoiceOf, relayStateOf } from '../summary/choices';
import { readSettings } from '../summary/settings';
import type { ReadSetting } from '../summary/settings';
import { notMapped } from '../steps/mapping/wanted';
import { guidedStepIds } from '../../shared/screens';

/** What the comparison needs of a setting. */
type NowRead = Pick<ReadSetting, 'area' | 'setting' | 'expected' | 'actual' | 'step' | 'next'>;

export interface Drift {
  /** Null: the app integration is not there any more, or the token may not see it. */
  rows: DriftRow[] | null;
  /** How what drifted comes back, in the order of the road. */
  back: WayBack[];
}

/**
 * Compares an exported summary with the org; only reads. What a setting has to be comes from this assistant's constants; the
 * summary adds what differed already when it was made, and how the rest was known.
 * @throws AppFailure when Okta cannot be asked, or `bad-input` for a summary with a setting that this assistant does not know.
 */
export async function checkDrift(okta: Okta, summary: Summary): Promise<Drift> {
  const app = await okta.app(summary.app.id);
  if (app === null) return { rows: null, back: [] };
  const target = targetOf(summary.destination, summary.region);
  const now = await readSettings(okta, app, {
    target,
    // One that Oktopost does not know is compared with the article's.
    relayState: relayStateOf(summary) ?? 'none',
    mapping: mappingChoiceOf(summary),
    featuresShowScim: summary.featuresShowScim ?? false,
  });
  const then = new Map(summary.settings.map((setting) => [keyOf(setting), setting]));
  const looked = [...now, ...goneAttributes(summary, now)].map((setting) => ({
    setting,
    row: compare(setting, then.get(keyOf(setting))),
  }));
  const label = labelRow(summary, app.label);
  const drifted = looked.filter(({ row }) => row.state === 'drift').map(({ setting }) => setting);
  return {
    rows: [label, ...looked.map(({ row }) => row)],
    back: waysBack(label.state === 'drift' ? [renamed, ...drifted] : drifted, target),
  };
}

type Drifted = Pick<NowRead, 'area' | 'setting' | 'step' | 'next'>;

const renamed: Drifted = {
  area: 'app',
  setting: 'App name',
  step: null,
  next: 'General tab, App Settings, Edit, Application label.',
};

const roadBack = ['plan', 'user-names', ...guidedStepIds, 'mapping', null] as const;

function waysBack(drifted: readonly Drifted[], target: Target): WayBack[] {
  const written = writtenSettings(target);
  const screenOf = ({ area, setting, step }: Drifted): WayBack['screen'] => {
    if (area === 'mapping') return 'mapping';
    // A custom app's road has no such screen.
    if (setting === userNamesSetting && target.app === 'catalogue') return 'user-names';
    return step ?? (written.includes(setting) ? 'plan' : null);
  };
  return roadBack.flatMap((screen): WayBack[] => {
    const settings = drifted.filter((each) => screenOf(each) === screen);
    if (settings.length === 0) return [];
    // On a screen of its own the way is told there.
    return [
      {
        screen,
        settings: settings.map(({ setting, next }) => ({ setting, next: screen === null ? next : null })),
      },
    ];
  });
}

const keyOf = ({ area, setting }: Pick<SummarySetting, 'area' | 'setting'>): string => `${area}\n${setting}`;

function compare({ area, setting, expected, actual }: NowRead, then: SummarySetting | undefined): DriftRow {
  const known = then?.known ?? { how: 'unknown' };
  const row = { area, setting, expected, actual, known, note: null };
  if (actual === null) {
    if (known.how !== 'read-back') return { ...row, state: 'cannot-be-read' };
    return {
      ...row,
      state: 'drift',
      note: 'Okta showed it when the summary was made, and does not any more.',
    };
  }
  if (actual === expected) return { ...row, state: 'same' };
  if (then?.expected !== undefined && then.expected !== expected) {
    return { ...row, state: 'drift', note: `The summary asks for something else: "${then.expected}".` };
  }
  if (known.how === 'read-back' && then?.value === actual) {
    const note = `It was so when the summary was made, though it should be "${expected}".`;
    return { ...row, expected: actual, state: 'same', note };
  }
  return { ...row, state: 'drift' };
}

function labelRow({ app, made }: Summary, actual: string): DriftRow {
  return {
    area: 'app',
    setting: 'App name',
    expected: app.label,
    actual,
    state: actual === app.label ? 'same' : 'drift',
    known: { how: 'read-back', at: made },
    note: null,
  };
}

/**
 * Attributes of the summary that are neither in the mapping nor in the app user profile any more.
 * @throws AppFailure `bad-input` for any other setting that is not known here.
 */
function goneAttributes({ settings }: Summary, now: readonly NowRead[]): NowRead[] {
  const known = new Set(now.map(keyOf));
  const mappingShown = now.some(({ area, actual }) => area === 'mapping' && actual !== null);
  return settings
    .filter((setting) => !known.has(keyOf(setting)))
    .map(({ area, setting }) => {
      if (area !== 'mapping') throw unknownSetting();
      const actual = mappingShown ? notMapped : null;
      return { area, setting, expected: notMapped, actual, step: null, next: null };
    });
}

const unknownSetting = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'The summary names a setting that this assistant does not know.',
    owner: 'okta-admin',
    next: 'Use the version of the assistant that made the summary, or export a new one.',
  });
