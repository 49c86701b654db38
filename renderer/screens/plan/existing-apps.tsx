import type { Target } from '../../../shared/oktopost';
import { labelOf } from '../../../shared/settings';
import { fitWords, assignmentWords } from '../../../shared/plan-words';
import { Choices, RadioChoice } from '../../components/choice';
import { dateTime } from '../../components/time';
import { statusName } from '../../../shared/status-name';
import { words } from './words';
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
  return (
    <Choices title={words.existing.title(apps.length)} hint={words.existing.hint}>
      {apps.map((app) => (
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
          title={words.existing.create}
          isSelected={choice === createAnother}
          onChange={() => {
            onChoose(createAnother);
          }}
        >
          {words.existing.createText}
        </RadioChoice>
      )}
    </Choices>
  );
}

function factsOf({ fit, assigned, scimOn, differs }: Candidate): string[] {
  return [
    fitWords(fit),
    assigned === null ? words.existing.assignmentsUnknown : assignmentWords(assigned),
    scimOn ? words.existing.scimOn : words.existing.scimNotShown,
    differs.length === 0
      ? words.existing.complete
      : words.existing.differs(differs.map((setting) => labelOf(setting))),
  ];
}
