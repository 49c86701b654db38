import { Button, OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words } from './words';

/** Okta's own *Update now*. */
export function ByOkta() {
  const { oktaSignOn } = useSnapshot().links;
  const { byOkta } = words;
  return (
    <Details title={byOkta.title}>
      <ol className="numbers">
        {byOkta.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <p className="hint">{byOkta.hint}</p>
      {oktaSignOn !== null && (
        <div className="actions">
          <OutsideLink href={oktaSignOn} look="button">
            {byOkta.link}
          </OutsideLink>
        </div>
      )}
    </Details>
  );
}

export function Skip({ onLeave }: LeaveProps) {
  const { skipped, looked } = useSnapshot().userNames;
  const call = useApp((state) => state.call);
  const pending = usePending('userNames.skip');
  return (
    <Section title={words.skip.title}>
      <p>{skipped ? words.skip.skipped(looked) : words.skip.text}</p>
      <div className="actions">
        <Button
          isPending={pending}
          onPress={skipped ? () => void call('userNames.skip', { skip: false }) : onLeave}
        >
          {skipped ? words.skip.undo : words.skip.action}
        </Button>
      </div>
    </Section>
  );
}

interface LeaveProps {
  /** Skips the step and goes on. */
  onLeave: () => void;
}

/** The action of the bar where nobody else can be changed: the same as to skip the step. */
export function Leave({ onLeave }: LeaveProps) {
  const pending = usePending('userNames.skip');
  return (
    <Button kind="primary" isPending={pending} onPress={onLeave}>
      {words.skip.leave}
    </Button>
  );
}
