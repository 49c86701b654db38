import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { faultSchema } from './web/faults';
import type { Faults } from './web/faults';
import { jsonResponse } from './web/http';
import type { Handler } from './web/http';
import type { Exchange } from './web/server';
import { endCertificates } from './world/signing-keys';
import { sameHash, hashOf } from './world/world';
import type { World } from './world/world';

interface ControlParts {
  world: World;
  faults: Faults;
  exchanges: () => readonly Exchange[];
  stop: () => void;
}

/** The control endpoint, for the assistant that owns this practice org and for tests. The secret is sent as `x-practice-secret`. */
export function createControl({ world, faults, exchanges, stop }: ControlParts): {
  secret: string;
  handler: Handler;
} {
  const secret = randomBytes(24).toString('base64url');
  const hash = hashOf(secret);
  const handler: Handler = async ({ method, path, headers, body }) => {
    if (!sameHash(headers['x-practice-secret'] ?? '', hash))
      return jsonResponse(401, { error: 'wrong secret' });
    switch (`${method} ${path}`) {
      case 'GET /health':
        return jsonResponse(200, { ok: true });
      case 'POST /faults': {
        const parsed = z.array(faultSchema).safeParse(readJson(body));
        if (!parsed.success) return jsonResponse(400, { error: z.prettifyError(parsed.error) });
        faults.add(parsed.data);
        return jsonResponse(200, { ok: true });
      }
      case 'DELETE /faults':
        faults.clear();
        return jsonResponse(200, { ok: true });
      case 'POST /certificate-end': {
        const parsed = z
          .strictObject({ days: z.number().int().min(-3_650).max(3_650) })
          .safeParse(readJson(body));
        if (!parsed.success) return jsonResponse(400, { error: z.prettifyError(parsed.error) });
        await endCertificates(world, parsed.data.days);
        return jsonResponse(200, { ok: true });
      }
      case 'GET /state':
        await world.idle();
        return jsonResponse(200, world.state);
      case 'GET /exchanges':
        return jsonResponse(200, exchanges());
      case 'POST /stop':
        stop();
        return jsonResponse(200, { ok: true });
      default:
        return jsonResponse(404, { error: 'no such control' });
    }
  };
  return { secret, handler };
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
