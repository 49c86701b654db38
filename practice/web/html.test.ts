import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from './html';
import { page, refusedFor } from './page';

describe('html', () => {
  it('escapes strings in text and in attributes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { text: markup } = html`<a title="${text}">${text}</a>`;
        const inside = markup.slice('<a title="'.length, -'</a>'.length);
        expect(inside.replace('">', '')).not.toMatch(/[<>"']/);
      }),
    );
    expect(html`${`<b a="1" c='2'>&</b>`}`.text).toBe(
      '&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&lt;/b&gt;',
    );
  });

  it('inserts markup, numbers and lists, and omits null', () => {
    expect(
      html`<p>${html`<b>${1}</b>`}${null}${['x', 'y'].map((each) => html`<i>${each}</i>`)}</p>`.text,
    ).toBe('<p><b>1</b><i>x</i><i>y</i></p>');
  });
});

describe('a page', () => {
  it('allows its own style and script by a fresh nonce', () => {
    const make = () => page({ title: '<t>', band: 'practice', body: html`<p>x</p>`, script: html`go()` });
    const [first, second] = [make(), make()];
    const nonce = /nonce-([^']+)'/.exec(String(first.headers?.['content-security-policy']))?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(20);
    expect(first.body).toContain(`<script nonce="${nonce}">`);
    expect(first.body).toContain(`<style nonce="${nonce}">`);
    expect(first.body).toContain('<title>&lt;t&gt;</title>');
    expect(second.body).not.toContain(nonce);
  });

  it.each([
    ['GET', '127.0.0.1:4000', undefined, null],
    ['POST', '127.0.0.1:4000', 'http://127.0.0.1:4000', null],
    ['POST', '127.0.0.1:4000', undefined, /another site/],
    ['POST', '127.0.0.1:4000', 'null', /another site/],
    ['POST', '127.0.0.1:4000', 'http://127.0.0.1:4001', /another site/],
    ['GET', 'evil.example:4000', undefined, /only/],
    ['GET', '', undefined, /only/],
  ])('%s at host %j from origin %j', (method, host, origin, expected) => {
    const refused = refusedFor(
      {
        method,
        path: '/',
        query: new URLSearchParams(),
        headers: { host, ...(origin === undefined ? {} : { origin }) },
        body: '',
      },
      'http://127.0.0.1:4000',
    );
    if (expected === null) expect(refused).toBeNull();
    else expect(refused).toMatch(expected);
  });
});
