import { authenticate } from '../../../shared/oktopost';
import { GuidedScreen } from '../../components/guided-screen';
import { AuthenticateDrawing } from '../../drawings/authenticate';
import { useSnapshot } from '../../store/context';
import { words } from './words';

export function AuthenticateScreen() {
  const { links, app, label } = useSnapshot();
  const { actions, missing } = words;
  return (
    <GuidedScreen
      step="authenticate"
      words={words}
      href={links.oktaIntegration}
      drawing={<AuthenticateDrawing alt={words.drawing} label={app?.label ?? label} {...authenticate} />}
      actions={[
        { text: actions.configure },
        { text: actions.enable, boxes: [{ label: authenticate.enable, on: true }] },
        { text: actions.button },
        { text: actions.save },
      ]}
      missing={missing.title}
    >
      <ul className="bullets">
        {missing.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </GuidedScreen>
  );
}
