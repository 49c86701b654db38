import { GuidedScreen } from '../../components/guided-screen';
import { useSnapshot } from '../../store/context';
import { words } from './words';

export function ScimOnScreen() {
  const { links } = useSnapshot();
  return (
    <GuidedScreen
      step="scim-on"
      words={words}
      href={links.oktaGeneral}
      values={[{ label: 'Provisioning', value: words.value, copy: false }]}
    />
  );
}
