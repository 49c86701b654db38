import type { CoursePoint } from '../../shared/rollout';

/** A value; `alert` is a fixed label shown prominently before it, never a value. */
export type Cell = string | { readonly alert: string; readonly text: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  /** Numbers as bars, each with its label and its number: readable without the bars, and without colour. */
  | {
      readonly kind: 'bars';
      readonly heads: readonly [label: string, value: string];
      readonly bars: readonly { readonly label: string; readonly value: number }[];
    }
  /** The course of a ring, drawn as the window draws it, with its points as a table. */
  | {
      readonly kind: 'course';
      readonly heads: readonly [second: string, arrived: string, waiting: string, failed: string];
      readonly course: readonly CoursePoint[];
    }
  | FlowBlock
  | FilesBlock
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  /** Stands out; `loud` is for what must not be overlooked, such as a practice run. */
  | { readonly kind: 'notice'; readonly loud: boolean; readonly text: string };

/** What goes where: boxes from top to bottom, and what goes from each to the next. Drawn where a format can, else listed. */
export interface FlowBlock {
  readonly kind: 'flow';
  readonly boxes: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** One fewer than boxes. */
  readonly arrows: readonly (readonly string[])[];
}

/** Files that lie beside the document, each by its plain name, which leads to it. `absent`: named, and not there. */
export interface FilesBlock {
  readonly kind: 'files';
  readonly heads: readonly [file: string, about: string];
  readonly files: readonly {
    readonly names: readonly string[];
    readonly about: string;
    readonly absent: boolean;
  }[];
}

/** What a change ticket gets, whatever the format: every text is plain text and one line. Holds no secret. */
export interface ExportDocument {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Titles and marks the document of a practice run, so that it cannot be mistaken for a real one. */
export function practiceDocument({ title, blocks }: ExportDocument): ExportDocument {
  return {
    title: `PRACTICE RUN: ${title}`,
    blocks: [
      {
        kind: 'notice',
        loud: true,
        text: 'This is a practice run. No real Okta org and no real Oktopost account was set up. Not for a change ticket.',
      },
      ...blocks,
    ],
  };
}

/** `2026-11-24 02:03 UTC`; takes an ISO time in UTC. A screen shows it in its own zone (`localTimes`). */
export const minute = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** The value as one line; characters that change the text direction are removed. */
export const oneLine = (value: string): string =>
  value
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** The points of a course as rows of a table. */
export const courseRows = (course: readonly CoursePoint[]): string[][] =>
  course.map(({ second, arrived, waiting, failed }) =>
    [Math.round(second), arrived, waiting, failed].map((count) => count.toLocaleString('en')),
  );

export const reported = (value: string | null): string => value ?? 'not reported';

/** To the minute, in UTC. */
export const reportedMinute = (at: string | null): string => reported(at === null ? null : minute(at));
