import type { ReactNode } from 'react';
import { longestTyped } from '../../shared/longest-typed';
import { useTyped } from '../store/context';
import { typedWords } from '../words/typed';
import { moreFound } from '../words/search';
import { Button } from './button';
import { Field } from './field';

interface Props {
  label: string;
  action: string;
  hint?: string | undefined;
  isPending: boolean;
  /** There are more than were found. */
  more?: boolean | undefined;
  onSearch: (query: string) => void;
  /** What was found, within the form. */
  children?: ReactNode;
}

/** One field and a button that searches Okta. What is typed is kept by the field's label. */
export function SearchForm({ label, action, hint, isPending, more, onSearch, children }: Props) {
  const [query, setQuery] = useTyped(label);
  const fault = typedWords.tooLong(query.length, longestTyped.search);
  return (
    <search>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === undefined) onSearch(query);
        }}
      >
        <Field label={label} hint={hint} fault={fault}>
          {(input) => (
            <div className="input-line">
              <input
                {...input}
                className="input"
                type="search"
                value={query}
                onChange={({ target }) => {
                  setQuery(target.value);
                }}
              />
              <Button type="submit" isPending={isPending}>
                {action}
              </Button>
            </div>
          )}
        </Field>
        {more === true && <output className="hint">{moreFound}</output>}
        {children}
      </form>
    </search>
  );
}
