import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';

/** A disclosure, closed by default. */
export function Details({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Disclosure className="disclosure">
      <Heading level={2}>
        <Button slot="trigger" className="disclosure-button">
          <ChevronRight size={16} aria-hidden />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="disclosure-body">{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}
