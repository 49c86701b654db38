import { Screen } from '../../components/screen';
import { words } from './words';

export function RolloutScreen() {
  return (
    <Screen id="rollout" title={words.title} lead={words.lead} state="" primary={null}>
      {null}
    </Screen>
  );
}
