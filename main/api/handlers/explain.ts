import type { Core } from '../../core/core';
import { deliverFile } from '../../export/files';
import type { Handlers } from '../registry';
import { ofFile } from './of-file';

type ExplainCalls = `explain.${'read' | 'last' | 'meaning' | 'lookUp' | 'export' | 'forget'}`;

export function explainHandlers(core: Core): Pick<Handlers, ExplainCalls> {
  const { explanations, ports } = core;
  return {
    'explain.read': ({ source }) =>
      source.kind === 'file'
        ? ofFile(source.name, () => explanations.read(source))
        : explanations.read(source),
    'explain.last': () => Promise.resolve(explanations.last()),
    'explain.meaning': ({ text }) => Promise.resolve(explanations.meaning(text)),
    'explain.lookUp': () => explanations.lookUp(core.requireOkta(), core.people.known),
    'explain.export': async () => deliverFile(await explanations.csv(ports.clock.now()), ports.saveFile),
    'explain.forget': () => {
      explanations.forget();
      return Promise.resolve(null);
    },
  };
}
