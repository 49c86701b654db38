import { AskOkta } from '../../components/ask-okta';
import { GuidedScreen } from '../../components/guided-screen';
import { ScimMissingDrawing, ScimOnDrawing } from '../../drawings/scim-on';
import { useSnapshot } from '../../store/context';
import { words } from './words';

export function ScimOnScreen() {
  const { links, app, label } = useSnapshot();
  const { missing } = words;
  return (
    <GuidedScreen
      step="scim-on"
      words={words}
      href={links.oktaGeneral}
      drawing={<ScimOnDrawing alt={words.drawing} label={app?.label ?? label} />}
      actions={words.actions.map((text) => ({ text }))}
      missing={missing.title}
    >
      <ScimMissingDrawing alt={missing.drawing} />
      {missing.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <AskOkta missing={missing.ask} />
    </GuidedScreen>
  );
}
