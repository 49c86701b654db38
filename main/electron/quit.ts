import type { AssistantCore } from '../api/core';

/** What of Electron's app the end goes through. */
interface Quitting {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
}

interface QuitParts {
  core: Promise<AssistantCore>;
  /** Called once, when the end begins. */
  begun: () => void;
  /** Shows a text until it is answered. */
  say: (text: string) => Promise<unknown>;
  report: (error: unknown) => void;
  /** Called once, right before the app ends. */
  release: () => Promise<void>;
}

/** Holds up the end of the app until whom a repair has unassigned is said and the core is closed. Until it is answered, the repair goes on. */
export function holdQuit(app: Quitting, { core, begun, say, report, release }: QuitParts): void {
  let ending = false;
  let closed = false;

  async function close(): Promise<void> {
    const running = await core;
    const { leftUnassigned } = await import('../shell/left-unassigned');
    const names = await leftUnassigned(running);
    if (names !== null) await say(names);
    await running.close();
  }

  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    if (ending) return;
    ending = true;
    begun();
    void close()
      .catch(report)
      .finally(() => {
        closed = true;
        void release().then(() => {
          app.quit();
        });
      });
  });
}
