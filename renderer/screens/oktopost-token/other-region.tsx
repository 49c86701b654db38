import { assertNever } from '../../../shared/errors';
import { destinations, otherDestination, otherRegion, regions, targetOf } from '../../../shared/oktopost';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words } from './words';
import type { TokenRefusal } from '../../../shared/connection';

type Elsewhere = NonNullable<TokenRefusal['elsewhere']>;

/** A refused token may belong to the other region: its host is called only when the user agrees. */
export function OtherRegion({ elsewhere }: { elsewhere: Elsewhere }) {
  const { region, destination, app, mode } = useSnapshot();
  const call = useApp((state) => state.call);
  const changing = usePending('oktopost.changeRegion');
  if (region === null || destination === null) return null;
  const other = otherRegion(region);
  const { name } = regions[other];
  const notChosen = destinations[otherDestination(destination)].name;
  const said = words.elsewhere;
  const address = targetOf(destination, other).scimBaseUrl ?? regions[other].appUrl;
  const host = mode === 'practice' ? said.practiceHost : new URL(address).host;
  const ask = (): void => void call('oktopost.askOtherRegion', {});
  switch (elsewhere) {
    case 'not-asked':
    case 'asking':
      return (
        <Note tone="blue">
          <p>{said.question(name)}</p>
          <p>{said.host(host)}</p>
          <div className="actions">
            <Button isPending={elsewhere === 'asking'} onPress={ask}>
              {said.ask(name)}
            </Button>
          </div>
        </Note>
      );
    case 'works':
      return (
        <Note tone="blue">
          <p>
            <strong>{said.works(name)}</strong>
          </p>
          {app === null ? (
            <>
              <p>{said.change}</p>
              <div className="actions">
                <Button isPending={changing} onPress={() => void call('oktopost.changeRegion', {})}>
                  {said.changeTo(name)}
                </Button>
              </div>
            </>
          ) : (
            <p>{said.tooLate(regions[region].name)}</p>
          )}
        </Note>
      );
    case 'refused':
      return (
        <Note tone="red">
          <p>{said.neither(name, notChosen)}</p>
        </Note>
      );
    case 'no-answer':
      return (
        <Note tone="amber">
          <p>{said.noAnswer(name)}</p>
          <div className="actions">
            <Button kind="small" onPress={ask}>
              {said.again}
            </Button>
          </div>
        </Note>
      );
    default:
      return assertNever(elsewhere);
  }
}
