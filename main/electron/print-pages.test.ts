import { describe, expect, it } from 'vitest';
import { createPrintPages } from './print-pages';

const ids = () => {
  let last = 0;
  return (): string => {
    last += 1;
    return `page-${last}`;
  };
};

describe('the pages that are printed', () => {
  it('are answered whole, however long, until they are removed', async () => {
    const pages = createPrintPages(ids());
    const html = `<!doctype html><title>ü</title>${'<p>x</p>'.repeat(1_000_000)}`;
    const { url, remove } = pages.add(html);
    expect(pages.has(url)).toBe(true);
    const answer = pages.answer({ method: 'GET', url });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await answer.text()).length).toBe(html.length);
    remove();
    expect(pages.has(url)).toBe(false);
    expect(pages.answer({ method: 'GET', url }).status).toBe(404);
  });

  it.each([
    ['GET', 'app://print/page-2', 404],
    ['GET', 'app://assistant/page-1', 404],
    ['GET', 'app://print/page-1?x', 404],
    ['POST', 'app://print/page-1', 405],
  ])('%s %s is answered by %s', (method, url, status) => {
    const pages = createPrintPages(ids());
    pages.add('<p>');
    expect(pages.answer({ method, url }).status).toBe(status);
  });
});
