import type { ReactNode } from 'react';
import { Button } from './button';
import { Field } from './field';

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
        <Field label={label} hint={hint}>
          {(input) => (
            <div className="input-line">
              <input
                {...input}
                className="input"
                type="search"
                value={query}
                onChange={({ target }) => {
                  onQuery(target.value);
                }}
                maxLength={100}
              />
              <Button type="submit" isPending={isPending}>
                {action}
              </Button>
            </div>
          )}
        </Field>
        {children}
      </form>
    </search>
  );
}
