import { screenIdSchema } from '../../shared/screens';
import type { ScreenId } from '../../shared/screens';

export const states = ['empty', 'loading', 'error', 'done'] as const;
export type State = (typeof states)[number];

export const schemes = ['light', 'dark', 'forced'] as const;
/** Light, dark, and the colours that the system forces on every page (Windows' contrast themes). */
export type Scheme = (typeof schemes)[number];

/** Half a screen, next to Okta's console, a full one, and a wide one, with the height of the window. */
const heights = { 720: 900, 1280: 800, 1920: 1080 } as const;

/** How a screen is looked at. */
export interface Look {
  width: keyof typeof heights;
  height: number;
  scheme: Scheme;
}

const look = (width: Look['width'], scheme: Scheme): Look => ({ width, height: heights[width], scheme });

export const looks: readonly Look[] = [
  look(720, 'light'),
  look(720, 'dark'),
  look(1280, 'light'),
  look(1280, 'dark'),
  look(1280, 'forced'),
  look(1920, 'light'),
];

/** States that a screen cannot be in, each with the reason. Every other one has to be reached. */
const impossible: Partial<Record<ScreenId, Partial<Record<State, string>>>> = {
  explain: {
    loading: 'It reads nothing of Okta: what is pasted is explained at once.',
  },
  destination: {
    loading: 'It reads nothing: the choice is kept on this computer at once.',
    error: 'What could be refused cannot be entered: without a region or a name the button is off.',
  },
  apply: {
    empty: 'It is reached by applying a plan only.',
  },
  'user-names': {
    empty: 'It is reached with a connection only, and then reads at once.',
  },
  connection: {
    loading: 'Okta shows nothing of the connection, so nothing is read.',
    error: 'Nothing is read or written here that could fail.',
  },
};

/** What a picture shows; `variant` distinguishes pictures of the same state. */
export interface Cell {
  screen: ScreenId;
  state: State;
  variant: string | null;
}

/** Which cells there must be, by name. */
export const expectedCells: readonly string[] = screenIdSchema.options.flatMap((screen) =>
  states
    .filter((state) => impossible[screen]?.[state] === undefined)
    .map((state) => cellName({ screen, state, variant: null })),
);

export function cellName({ screen, state, variant }: Cell): string {
  return [screen, state, ...(variant === null ? [] : [variant])].join('-');
}

/** Why the others are not expected. */
export const reasons: readonly string[] = screenIdSchema.options.flatMap((screen) =>
  states.flatMap((state) => {
    const reason = impossible[screen]?.[state];
    return reason === undefined ? [] : [`${cellName({ screen, state, variant: null })}: ${reason}`];
  }),
);
