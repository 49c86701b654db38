import { faultKinds } from './fault-kinds';
import type { FaultKind } from './fault-kinds';
import type { FaultCase, Mutation } from './bench';

export interface ExpectedCase {
  mutation: Mutation;
  kind: FaultKind;
}

export interface Report {
  text: string;
  /** Every expected case is present and recovered, without duplicates. */
  ok: boolean;
}

/** The fault table: a row for each request, a column for each kind of fault, and the failures below it. */
export function reportOf(expected: readonly ExpectedCase[], cases: readonly FaultCase[]): Report {
  const caseOf = ({ mutation, kind }: ExpectedCase): FaultCase | undefined =>
    cases.find((faultCase) => faultCase.mutation === mutation && faultCase.kind === kind);
  const mutations = [...new Set(expected.map(({ mutation }) => mutation))];
  const columns = faultKinds.filter((kind) => expected.some((each) => each.kind === kind));
  const letter = (index: number): string => String.fromCharCode(97 + index);
  const width = Math.max(...mutations.map((mutation) => nameOf(mutation).length));
  const sign = (mutation: Mutation, kind: FaultKind): string => {
    if (!expected.some((each) => each.mutation === mutation && each.kind === kind)) return ' ';
    const faultCase = caseOf({ mutation, kind });
    if (faultCase === undefined) return '?';
    if (faultCase.duplicates > 0) return '2';
    return faultCase.faults.length === 0 ? '✓' : '✗';
  };
  const missing = expected.filter((each) => caseOf(each) === undefined);
  const failed = cases.filter(({ faults, duplicates }) => faults.length > 0 || duplicates > 0);
  const recovered = cases.filter(({ faults }) => faults.length === 0).length;
  const duplicates = cases.reduce((sum, faultCase) => sum + faultCase.duplicates, 0);
  const lines = [
    ...columns.map((kind, index) => `${letter(index)}  ${kind.name}`),
    '',
    `${''.padEnd(width)}  ${columns.map((_, index) => letter(index)).join(' ')}`,
    ...mutations.map(
      (mutation) =>
        `${nameOf(mutation).padEnd(width)}  ${columns.map((kind) => sign(mutation, kind)).join(' ')}`,
    ),
    '',
    '✓ same final state as the baseline   ✗ another one   2 duplicates   ? missing',
    ...missing.flatMap(({ mutation, kind }) => ['', `${nameOf(mutation)}, ${kind.name}: missing`]),
    ...failed.flatMap((faultCase) => [
      '',
      `${nameOf(faultCase.mutation)}, ${faultCase.kind.name}: ${String(faultCase.duplicates)} duplicates`,
      ...faultCase.faults.map((fault) => `  ${fault}`),
    ]),
    '',
    `${String(cases.length)} cases, ${String(recovered)} recovered, ${String(duplicates)} duplicates`,
  ];
  return { text: lines.join('\n'), ok: missing.length === 0 && failed.length === 0 };
}

export const nameOf = ({ scenario, what }: Mutation): string => `${scenario.name}: ${what}`;
