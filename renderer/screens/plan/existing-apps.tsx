import type { Target } from '../../../shared/oktopost';
import { labelOf } from '../../../shared/settings';
import { assignmentWords } from '../../../shared/plan-words';
import { Button } from '../../components/button';
import { Choices, RadioChoice } from '../../components/choice';
import { dateTime } from '../../components/time';
import { statusName } from '../../../shared/status-name';
import { useApp, useSnapshot } from '../../store/context';
import { nameField } from '../destination/name-field';
import { words } from './words';
import { isOnlyNamed, sameLabel } from '../../../shared/plan';
import type { Candidate, Plan } from '../../../shared/plan';

/** The choice that is no existing app integration. */
export const createAnother = 'create';

interface Props {
  apps: Plan['existingApps'];
  choice: string | null;
  /** A pre-built one cannot be created by API. */
  kind: Target['app'];
  onChoose: (choice: string) => void;
}

/** Candidate app integrations, with what speaks for and against each. */
export function ExistingApps({ apps, choice, kind, onChoose }: Props) {
  const go = useApp((state) => state.go);
  const { label } = useSnapshot();
  const named = apps.some((app) => sameLabel(app.label, label));
  const onlyNamed = apps.every(isOnlyNamed);
  const title = onlyNamed ? words.existing.sameName(label) : words.existing.title(apps.length);
  return (
    <>
      <Choices title={title} hint={onlyNamed ? words.existing.sameNameHint : words.existing.hint}>
        {apps.filter(canBeUsed).map((app) => (
          <RadioChoice
            key={app.id}
            group="existing"
            title={words.existing.use(app.label)}
            isSelected={choice === app.id}
            onChange={() => {
              onChoose(app.id);
            }}
          >
            {factsOf(app).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            <span>
              {statusName(app.status)}, <code>{app.id}</code>,{' '}
              {words.existing.made(dateTime(app.created), dateTime(app.lastUpdated))}
            </span>
          </RadioChoice>
        ))}
        {kind === 'custom' && (
          <RadioChoice
            group="existing"
            title={onlyNamed ? words.existing.createAnyway : words.existing.create}
            isSelected={choice === createAnother}
            onChange={() => {
              onChoose(createAnother);
            }}
          >
            {words.existing.named(label)}
            {apps.some(({ fit }) => fit === 'same') && ` ${words.existing.createText}`}
            {named && ` ${words.existing.createSameName}`}
          </RadioChoice>
        )}
      </Choices>
      {apps
        .filter((app) => !canBeUsed(app))
        .map((app) => (
          <p key={app.id} className="hint">
            “{app.label}”, <code>{app.id}</code>: {app.why}
          </p>
        ))}
      {named && kind === 'custom' && (
        <div className="actions">
          <Button onPress={() => void go('destination', nameField)}>{words.existing.rename}</Button>
        </div>
      )}
    </>
  );
}

const canBeUsed = ({ fit }: Candidate): boolean => fit !== 'other-kind';

function factsOf({ why, assigned, scimOn, differs, byHand }: Candidate): string[] {
  const labels = (settings: Candidate['differs']) => settings.map((setting) => labelOf(setting)).join(', ');
  return [
    why,
    assigned === null ? words.existing.assignmentsUnknown : assignmentWords(assigned),
    scimOn ? words.existing.scimOn : words.existing.scimNotShown,
    ...(differs.length === 0 ? [] : [words.existing.differs(differs.length, labels(differs))]),
    ...(byHand.length === 0 ? [] : [words.existing.byHand(labels(byHand))]),
    ...(differs.length + byHand.length === 0 ? [words.existing.complete] : []),
  ];
}
