import { useEffect, useState } from 'react';
import type { Meaning } from '../../shared/explained';
import { useApp } from '../store/context';
import { words } from '../words/common';

/**
 * What main says that the message of a failed call means, as soon as it does; nothing where it does not. `instead`: what to do, by the
 * cause, where the screen knows better.
 */
export function ExplainedMessage({
  text,
  instead,
}: {
  text: string;
  instead?: Readonly<Record<Meaning['cause'], string>>;
}) {
  const ask = useApp((state) => state.meaning);
  const [found, setFound] = useState<{ of: string; meaning: Meaning | null } | null>(null);
  useEffect(() => {
    let isShown = true;
    void ask(text).then((meaning) => {
      if (isShown) setFound({ of: text, meaning });
    });
    return () => {
      isShown = false;
    };
  }, [ask, text]);
  if (found?.of !== text || found.meaning === null) return null;
  const { says, owner, cause, next } = found.meaning;
  return (
    <div className="stack-tight">
      <p>
        <strong>{words.error.means}</strong> {says}
      </p>
      <p>
        {words.error.whoActs} <strong>{words.error.owners[owner]}</strong>
      </p>
      <p>{instead?.[cause] ?? next}</p>
    </div>
  );
}
