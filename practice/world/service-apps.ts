import { z } from 'zod';
import type { RegisteredKey, ServiceApp } from './state';
import type { World } from './world';

const keySchema = z.discriminatedUnion('kty', [
  z.looseObject({
    kty: z.literal('RSA'),
    kid: z.string().min(1),
    n: z.string().min(1),
    e: z.string().min(1),
  }),
  z.looseObject({
    kty: z.literal('EC'),
    kid: z.string().min(1),
    crv: z.string(),
    x: z.string().min(1),
    y: z.string().min(1),
  }),
]);

/** A pasted public key. Null when it is none, or holds a private part, which Okta refuses as well. */
export function readPublicJwk(text: string): RegisteredKey | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const key = keySchema.safeParse(value);
  return !key.success || 'd' in key.data ? null : key.data;
}

/** Creates an API Services app; its id is the client id. */
export function createServiceApp(world: World, app: Omit<ServiceApp, 'id' | 'created'>): ServiceApp {
  const made = { ...app, id: world.newId('0oa'), created: world.now().toISOString() };
  putServiceApp(world, made);
  return made;
}

export function putServiceApp(world: World, app: ServiceApp): void {
  world.state.serviceApps = { ...world.state.serviceApps, [app.id]: app };
  world.save();
}

export function deleteServiceApp(world: World, id: string): void {
  const others = Object.entries(world.state.serviceApps ?? {}).filter(([known]) => known !== id);
  world.state.serviceApps = Object.fromEntries(others);
  world.save();
}
