import type { LogEntry } from '../world/state';
import { ok, pageFrom } from './call';
import type { ApiCall, Route } from './call';
import { forbidden, invalid } from './errors';
import { parseExpression } from './expression';

export const logRoutes: readonly Route[] = [['GET', '/api/v1/logs', list]];

/** Entries appear with a delay. Without `until` there is always a next page, as in Okta. */
function list(call: ApiCall) {
  const { world, request, principal } = call;
  if (principal.role === 'CUSTOM_NO_LOGS') throw forbidden();
  const { query } = request;
  const now = world.now().getTime();
  const since = timeOf(query.get('since'), 'since') ?? now - 7 * 86_400_000;
  const until = timeOf(query.get('until'), 'until');
  const readable = Math.min(until ?? now, now - world.options.logLagMs);
  const filter = query.get('filter');
  const matches = filter === null ? () => true : parseExpression(filter);
  const q = query.get('q')?.toLowerCase() ?? '';
  const entries = world.state.log.filter((entry) => {
    const at = new Date(entry.published).getTime();
    if (at < since || at > readable || !matches(entry)) return false;
    return q === '' || JSON.stringify(entry).toLowerCase().includes(q);
  });
  const order = query.get('sortOrder') ?? 'ASCENDING';
  if (order !== 'ASCENDING' && order !== 'DESCENDING') {
    throw invalid('sortOrder', 'sortOrder: must be ASCENDING or DESCENDING');
  }
  if (order === 'DESCENDING') entries.reverse();
  const after = query.get('after');
  const start = after === null ? 0 : entries.findIndex(({ uuid }) => uuid === after) + 1;
  const answer = pageFrom(call, entries, start, ({ uuid }) => uuid, view, { usual: 100, most: 1000 });
  if (until !== null) return answer;
  const last = entries.at(-1)?.uuid ?? after ?? 'start';
  const links = [answer.headers?.['link'] ?? []].flat();
  if (links.some((link) => link.includes('rel="next"'))) return answer;
  const next = new URLSearchParams(query);
  next.set('after', last);
  return {
    ...ok(JSON.parse(answer.body ?? '[]')),
    headers: {
      'content-type': 'application/json',
      link: [...links, `<${world.origins.okta}${request.path}?${next.toString()}>; rel="next"`],
    },
  };
}

function timeOf(text: string | null, name: string): number | null {
  if (text === null) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid(name, `${name}: is no ISO 8601 time`);
  return at;
}

function view({ transaction, debugData = {}, ...entry }: LogEntry) {
  return {
    ...entry,
    version: '0',
    client: null,
    authenticationContext: { externalSessionId: transaction.id },
    debugContext: { debugData },
    securityContext: null,
    request: { ipChain: [] },
    transaction: { ...transaction, detail: {} },
    target: entry.target.map((target) => ({ ...target, detailEntry: null })),
  };
}
