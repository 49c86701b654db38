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

export function Skip() {
  const { skipped } = useSnapshot().userNames;
  const call = useApp((state) => state.call);
  const pending = usePending('userNames.skip');
  return (
    <Section title={words.skip.title}>
      <p>{skipped ? words.skip.skipped : words.skip.text}</p>
      <div className="actions">
        <Button isPending={pending} onPress={() => void call('userNames.skip', { skip: !skipped })}>
          {skipped ? words.skip.undo : words.skip.action}
        </Button>
      </div>
    </Section>
  );
}

/** The action of the bar where nobody else can be changed: the same as to skip the step. */
export function Leave() {
  const call = useApp((state) => state.call);
  const pending = usePending('userNames.skip');
  return (
    <Button kind="primary" isPending={pending} onPress={() => void call('userNames.skip', { skip: true })}>
      {words.skip.leave}
    </Button>
  );
}
