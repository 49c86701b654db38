import { useState } from 'react';
import type { Payload, Value } from '../../../shared/api';
import { CheckChoice, Choices, RadioChoice } from '../../components/choice';
import { emailFiles, FileBytes } from '../../components/file-bytes';
import { SearchForm } from '../../components/search-form';
import { useApp, usePending } from '../../store/context';
import { words } from './words';

export type Source = Payload<'people.read'>['source'];
type Found = Value<'people.groups'>;
type Group = Found['found'][number];

const kinds = ['assigned', 'groups', 'emails'] as const;

/** Who is checked: everyone who is assigned, the members of groups, or the emails of a file. */
export function SourcePart({
  kind,
  file,
  onKind,
  onSource,
}: {
  kind: Source['kind'];
  /** The name of the file that is chosen. */
  file: string | null;
  onKind: (kind: Source['kind']) => void;
  onSource: (source: Source | null) => void;
}) {
  return (
    <>
      <div className="in-a-row">
        <Choices title={words.source.title}>
          {kinds.map((each) => (
            <RadioChoice
              key={each}
              group="people-source"
              title={words.source[each]}
              isSelected={each === kind}
              onChange={() => {
                onKind(each);
                onSource(each === 'assigned' ? { kind: 'assigned' } : null);
              }}
            />
          ))}
        </Choices>
      </div>
      {kind !== 'emails' && <p className="hint">{words.source.sharing}</p>}
      {kind === 'groups' && <GroupsPart onSource={onSource} />}
      {kind === 'emails' && <EmailsPart file={file} onSource={onSource} />}
    </>
  );
}

function GroupsPart({ onSource }: { onSource: (source: Source | null) => void }) {
  const call = useApp((state) => state.call);
  const pending = usePending('people.groups');
  const [found, setFound] = useState<Found | null>(null);
  const [chosen, setChosen] = useState<readonly Group[]>([]);
  const choose = (groups: readonly Group[]): void => {
    setChosen(groups);
    onSource(groups.length === 0 ? null : { kind: 'groups', groups: [...groups] });
  };
  const find = async (query: string): Promise<void> => {
    const result = await call('people.groups', { query });
    if (result.ok) setFound(result.value);
  };
  const shown = [
    ...chosen,
    ...(found?.found ?? []).filter(({ id }) => chosen.every((group) => group.id !== id)),
  ];
  return (
    <SearchForm
      label={words.source.query}
      action={words.source.find}
      isPending={pending}
      more={found?.more}
      onSearch={(query) => void find(query)}
    >
      {found?.found.length === 0 && <output>{words.source.none}</output>}
      {shown.length > 0 && (
        <Choices title={words.source.groups}>
          {shown.map((group) => {
            const isChosen = chosen.some(({ id }) => id === group.id);
            return (
              <CheckChoice
                key={group.id}
                title={group.name}
                isSelected={isChosen}
                onChange={() => {
                  choose(isChosen ? chosen.filter(({ id }) => id !== group.id) : [...chosen, group]);
                }}
              />
            );
          })}
        </Choices>
      )}
    </SearchForm>
  );
}

function EmailsPart({
  file: chosen,
  onSource,
}: {
  file: string | null;
  onSource: (source: Source | null) => void;
}) {
  return (
    <>
      <FileBytes
        hint={words.source.drop}
        accepted={emailFiles}
        isPending={false}
        onFile={(file) => {
          onSource({ kind: 'emails', ...file });
        }}
      />
      {chosen !== null && <output>{words.source.chosen(chosen)}</output>}
    </>
  );
}
