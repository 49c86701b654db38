import type { WatchedCore } from './watched-core';
import { echo } from './quoting-answers';

/** Whatever leaves as a file. `pasted`: messages that quote secrets; `quoted`: the one that Oktopost's own list quotes. */
export async function takeExports(core: WatchedCore, pasted: string, quoted: string): Promise<void> {
  await core.call('summary.get', {});
  for (const format of ['json', 'terraform', 'markdown', 'html', 'pdf'] as const)
    await core.call('summary.export', { format });
  await core.call('evidence.export', {});
  await core.call('explain.read', { source: { kind: 'text', text: pasted } });
  await core.call('explain.export', {});
  await core.call('support.message', {});
  for (const format of ['html', 'markdown'] as const) await core.call('support.export', { format });
  await core.call('savedSetup.export', {});
  await people(core, pasted, quoted);
  const { id: planId } = await core.preview({ kind: 'app' });
  for (const format of ['markdown', 'html', 'pdf'] as const)
    await core.call('plan.export', { planId, format });
}

/** Rows of Okta and of Oktopost's own list, whose texts quote every token. */
async function people(core: WatchedCore, pasted: string, quoted: string): Promise<void> {
  const message = echo(quoted).replaceAll('"', '""');
  const csv = `Email,Error\nbruno.berger@bellwether.example,"${message}"\n`;
  const emails = { kind: 'emails', name: 'failed.csv', data: Buffer.from(csv).toString('base64') } as const;
  const sources = { readiness: emails, reconciliation: { kind: 'assigned' } } as const;
  for (const view of ['readiness', 'reconciliation'] as const) {
    await core.call('people.read', { view, source: sources[view] });
    await core.until('they are read', (state) => state.people[view].phase === 'done');
    await core.call('people.export', { view, format: 'csv', filter: {} });
  }
  const { listId } = await core.call('rollout.match', { text: `nobody@acme.example\n${pasted}` });
  await core.call('rolloutList.export', { listId });
}
