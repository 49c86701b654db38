import { from1 } from './from-1';
import { from10 } from './from-10';
import { from11 } from './from-11';
import { from12 } from './from-12';
import { from13 } from './from-13';
import { from2 } from './from-2';
import { from3 } from './from-3';
import { from4 } from './from-4';
import { from5 } from './from-5';
import { from6 } from './from-6';
import { from7 } from './from-7';
import { from8 } from './from-8';
import { from9 } from './from-9';

/** Each takes a summary of its version to the next one. A new version of the summary adds a line here and a kept fixture. */
const migrations = new Map<number, (json: unknown) => unknown>([
  [1, from1],
  [2, from2],
  [3, from3],
  [4, from4],
  [5, from5],
  [6, from6],
  [7, from7],
  [8, from8],
  [9, from9],
  [10, from10],
  [11, from11],
  [12, from12],
  [13, from13],
]);

/** An exported summary of an older version as one of the newest; null when there never was such a version. */
export function migrated(json: unknown, version: number, newest: number): unknown {
  let current = json;
  for (let from = version; from < newest; from += 1) {
    const migrate = migrations.get(from);
    if (migrate === undefined) return null;
    current = migrate(current);
  }
  return current;
}
