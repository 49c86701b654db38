import type { ReactNode } from 'react';
import { Input, Label, SearchField, Text } from 'react-aria-components';
import { Button } from './button';

interface Props {
  label: string;
  action: string;
  hint?: string | undefined;
  isPending: boolean;
  query: string;
  onQuery: (query: string) => void;
  onSearch: () => void;
  /** What was found, within the form. */
  children?: ReactNode;
}

/** One field and a button that searches Okta. */
export function SearchForm({ label, action, hint, isPending, query, onQuery, onSearch, children }: Props) {
  return (
    <search>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch();
        }}
      >
        <SearchField className="field" value={query} onChange={onQuery} maxLength={100}>
          <Label>{label}</Label>
          <div className="input-line">
            <Input className="input" />
            {/* Without a slot: a search field takes a button of its own for the one that empties it. */}
            <Button type="submit" slot={null} isPending={isPending}>
              {action}
            </Button>
          </div>
          {hint !== undefined && (
            <Text slot="description" className="hint">
              {hint}
            </Text>
          )}
        </SearchField>
        {children}
      </form>
    </search>
  );
}
