import type { Statement } from '../../components/change-walk';
import { words } from './words';

/** What an admin states in this walk. */
export const statements = {
  handedOver: { walk: 'certificateChange', what: 'handed-over', name: words.handOver.state },
  removed: { walk: 'certificateChange', what: 'removed', name: words.remove.state },
} as const satisfies Record<string, Statement>;
