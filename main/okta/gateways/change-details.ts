import { z } from 'zod';
import type { LoggedValue } from '../types';

/** Okta's answer has `from`, the SDK's object `_from`. Source: Okta as recorded, R1. */
const side = z.unknown().optional();
const detailsSchema = z.looseObject({ from: side, _from: side, to: side });
const valuesSchema = z.record(z.string(), z.unknown());

/** A map of further values. Source: Okta as recorded, R1. */
const nested = 'app_instance_properties';

const mostValues = 100;

/** What a log event tells of changed values, each whole; empty for what cannot be read, because its absence is normal. */
export function readChangeDetails(details: unknown): LoggedValue[] {
  const read = detailsSchema.safeParse(details);
  if (!read.success) return [];
  const { from, _from, to } = read.data;
  const before = valuesIn(from ?? _from);
  const after = valuesIn(to);
  return [...new Set([...before.keys(), ...after.keys()])]
    .slice(0, mostValues)
    .map((name) => ({ name, from: before.get(name) ?? null, to: after.get(name) ?? null }))
    .filter((value) => value.from !== value.to);
}

function valuesIn(given: unknown): Map<string, string> {
  const values = valuesOf(given);
  const all = { ...valuesOf(values[nested]), ...values };
  return new Map(
    Object.entries(all).flatMap(([name, value]): [string, string][] => {
      const text = wordOf(value);
      return text === null ? [] : [[name, text]];
    }),
  );
}

function valuesOf(value: unknown): Record<string, unknown> {
  const read = valuesSchema.safeParse(value);
  return read.success ? read.data : {};
}

const wordOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
