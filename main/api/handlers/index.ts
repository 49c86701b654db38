import type { Core } from '../../core/core';
import type { HandlerOf, Handlers } from '../registry';
import { connectionHandlers } from './connection';
import { sessionHandlers } from './session';

/**
 * The handler of every call, one file per area. What the first screens call is there at once; the rest is loaded with the first
 * call of it, since the window waits for this module.
 */
export function handlersOf(core: Core): HandlerOf {
  const first = { ...sessionHandlers(core), ...connectionHandlers(core) };
  const atOnce: Partial<Handlers> = first;
  let all: Promise<Handlers> | null = null;
  const load = async (): Promise<Handlers> => {
    const { laterHandlers } = await import('./later');
    return { ...first, ...laterHandlers(core) };
  };
  return (name) => atOnce[name] ?? (all ??= load()).then((handlers) => handlers[name]);
}
