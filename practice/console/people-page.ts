import { nameOf } from '../provisioning/system-log';
import { textField } from '../web/fields';
import { html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { table } from '../web/table';
import { usersOf } from '../world/directory';
import type { World } from '../world/world';
import { consolePage } from './layout';
import { isFoundBy, peoplePath, personPathOf, userStatusNames } from './people';

/** Listed at most; others are found by searching. */
const maxShown = 100;

/** Directory > People. */
export function peoplePage(world: World, { query }: PracticeRequest): PracticeResponse {
  const asked = query.get('q')?.trim() ?? '';
  const found = usersOf(world.state).filter((user) => isFoundBy(user, asked));
  const rows = found.slice(0, maxShown).map(
    (user) =>
      html`<tr>
        <th scope="row"><a href="${personPathOf(user)}">${nameOf(user)}</a></th>
        <td>${user.profile['login'] ?? ''}</td>
        <td>${user.profile['email'] ?? ''}</td>
        <td>${userStatusNames[user.status]}</td>
      </tr>`,
  );
  return consolePage(world, {
    title: 'People',
    body: html`<h1>People</h1>
      <form method="get" action="${peoplePath}" role="search" aria-label="People">
        ${textField({ name: 'q', label: 'Search', value: asked, hint: 'By name, username or email' })}
        <div class="actions"><button>Search</button></div>
      </form>
      <p class="muted">
        ${found.length}
        ${found.length === 1 ? 'person' : 'people'}${
          found.length > maxShown ? html`, the first ${maxShown} are shown: search for others` : null
        }.
      </p>
      ${rows.length === 0 ? null : table('People', ['Person', 'Username', 'Primary email', 'Status'], rows)}`,
  });
}
