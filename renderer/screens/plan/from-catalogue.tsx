import { OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { Section } from '../../components/section';
import { useSnapshot } from '../../store/context';
import { words } from './words';

/** How to add the pre-built app integration to the org. Open where there is none. */
export function FromCatalogue({ open }: { open: boolean }) {
  const { title } = words.fromCatalogue;
  return open ? (
    <Section title={title}>
      <Way />
    </Section>
  ) : (
    <Details title={title}>
      <Way />
    </Details>
  );
}

function Way() {
  const { oktaCatalogue } = useSnapshot().links;
  const { lines, link } = words.fromCatalogue;
  return (
    <>
      <ol className="numbers">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {oktaCatalogue !== null && (
        <div className="actions">
          <OutsideLink href={oktaCatalogue} look="button">
            {link}
          </OutsideLink>
        </div>
      )}
    </>
  );
}
