import type { ServerResponse } from 'node:http';
import type { Snapshot } from '../../shared/snapshot';
import { proofEvent } from '../../shared/browser-session';
import type { AssistantCore } from '../api/core';

const heartbeatMs = 15_000;

/** The open event streams. A slow reader gets the newest snapshot once it can read again, not a queue of old ones. */
export interface Streams {
  /** `proof` is the first event: the page takes none before it. */
  add(response: ServerResponse, proof: string, first: Snapshot | null): void;
  end(): void;
}

/** Subscribes only while a page is open: otherwise the core would poll for nobody. */
export function createStreams(onSnapshot: AssistantCore['onSnapshot']): Streams {
  const open = new Map<ServerResponse, (snapshot: Snapshot) => void>();
  let stopListening: (() => void) | null = null;
  const send = (snapshot: Snapshot): void => {
    for (const write of open.values()) write(snapshot);
  };
  return {
    add: (response, proof, first) => {
      let newest: Snapshot | null = null;
      let full = false;
      const write = (snapshot: Snapshot): void => {
        if (full) newest = snapshot;
        else full = !response.write(`event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`);
      };
      response.on('drain', () => {
        full = false;
        const waiting = newest;
        newest = null;
        if (waiting !== null) write(waiting);
      });
      const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
      response.on('close', () => {
        clearInterval(heartbeat);
        open.delete(response);
        if (open.size > 0) return;
        stopListening?.();
        stopListening = null;
      });
      response.write(`event: ${proofEvent}\ndata: ${proof}\n\n`);
      open.set(response, write);
      stopListening ??= onSnapshot(send);
      if (first !== null) write(first);
    },
    end: () => {
      for (const response of open.keys()) response.end();
    },
  };
}
