import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';

/** A disclosure; closed at first, unless `open`. */
export function Details({
  title,
  label,
  open = false,
  children,
}: {
  title: string;
  /** Tells apart several that are called the same; begins with the title. */
  label?: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <Disclosure className="disclosure" defaultExpanded={open}>
      <Heading level={2}>
        <Button
          slot="trigger"
          className="disclosure-button"
          {...(label === undefined ? {} : { 'aria-label': label })}
        >
          <ChevronRight aria-hidden />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="disclosure-body">{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}
