import { describe, expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { renderPart } from '../testing/render';
import { Button } from './button';

describe('a button', () => {
  it('that is pending says so visibly and to a screen reader, and keeps the focus', () => {
    const html = renderPart(<Button isPending>Check now</Button>, snapshotAt('welcome'));
    expect(html).toContain('data-busy="true"');
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toContain(' disabled');
  });
});
