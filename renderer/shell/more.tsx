import {
  GitCompareArrows,
  KeyRound,
  MessageCircleQuestionMark,
  RefreshCw,
  Rocket,
  Undo2,
  Users,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Button } from '../components/button';
import { stepNames } from '../../shared/step-names';
import { useApp, useSnapshot } from '../store/context';
import { words } from './words';
import type { SideScreenId } from '../../shared/screens';

const icons: Record<SideScreenId, LucideIcon> = {
  people: Users,
  'life-cycle': RefreshCw,
  rollout: Rocket,
  undo: Undo2,
  drift: GitCompareArrows,
  explain: MessageCircleQuestionMark,
  'change-token': KeyRound,
  'change-certificate': KeyRound,
};

/** The side screens that make sense now. */
export function More({ onGo }: { onGo?: () => void }) {
  const { more, screen: shown } = useSnapshot();
  const go = useApp((state) => state.go);
  if (more.length === 0) return null;
  return (
    <ul className="more" aria-label={words.more}>
      {more.map((screen) => {
        const Icon = icons[screen];
        return (
          <li key={screen}>
            <Button
              kind="quiet"
              {...(screen === shown ? { 'aria-current': 'page' as const } : {})}
              onPress={() => {
                onGo?.();
                void go(screen);
              }}
            >
              <Icon aria-hidden />
              {stepNames[screen]}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
