import { z } from 'zod';

/** A request to the practice org's control endpoint. */
export type Control = (method: string, path: string, body?: unknown) => Promise<unknown>;

const stateSchema = z.looseObject({
  users: z.record(
    z.string(),
    z.looseObject({
      status: z.string(),
      profile: z.looseObject({
        email: z.string().nullish(),
        firstName: z.string().nullish(),
        lastName: z.string().nullish(),
      }),
    }),
  ),
  apps: z.record(z.string(), z.looseObject({ label: z.string(), users: z.record(z.string(), z.unknown()) })),
});

/** The email addresses of eight people who can be provisioned, and are not the first ones in lists. */
export async function emailsOfReady(control: Control): Promise<string[]> {
  const { users } = stateSchema.parse(await control('GET', '/state'));
  return Object.values(users)
    .filter(({ status, profile }) => status === 'ACTIVE' && profile.firstName && profile.lastName)
    .flatMap(({ profile: { email } }) => email || [])
    .slice(10, 18);
}

/** How many people have the app integration of this label. */
export async function assignedTo(control: Control, label: string): Promise<number> {
  const { apps } = stateSchema.parse(await control('GET', '/state'));
  return Object.keys(Object.values(apps).find((app) => app.label === label)?.users ?? {}).length;
}
