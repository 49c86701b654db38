import { z } from 'zod';

const text = z.string().min(1).max(2000);

/** A public key as it is registered in Okta: no member of it is private. */
export const publicKeySchema = z.discriminatedUnion('kty', [
  z.strictObject({
    kty: z.literal('RSA'),
    kid: text,
    use: z.literal('sig'),
    alg: z.literal('RS256'),
    n: text,
    e: text,
  }),
  z.strictObject({
    kty: z.literal('EC'),
    kid: text,
    use: z.literal('sig'),
    alg: z.enum(['ES256', 'ES384', 'ES512']),
    crv: text,
    x: text,
    y: text,
  }),
]);
export type PublicKey = z.infer<typeof publicKeySchema>;

/** Client ids of Okta begin with `0oa` and have 20 characters; no page guarantees it, so any id of such characters is taken. */
export const clientIdSchema = z
  .string()
  .trim()
  .regex(/^[\w-]{8,64}$/);

/** How texts name a service app that did something: by its client ID, which Okta shows beside its name. */
export const serviceAppWords = (clientId: string): string => `service app ${clientId}`;
