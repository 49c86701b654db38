import { asksOktopost } from '../../shared/oktopost';
import { useTarget } from './context';

/** Whether Oktopost is asked for the accounts of the open set-up; true before it is known where that goes. */
export function useIsAsked(): boolean {
  const target = useTarget();
  return target === null || asksOktopost(target.destination, target.region);
}
