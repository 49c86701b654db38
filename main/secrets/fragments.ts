/** What a text may be broken by: spaces and line ends, as they are or escaped in JSON, quotes and commas, invisible characters. */
const breaks = /(?:\\[nrt]|[\s"',\u00AD\u200B-\u200F\u2060\uFEFF])+/g;

/** Of a form of a secret so much in a row is no coincidence. */
export const longEnough = 16;
/** Any run of `longEnough` has a gram at a multiple of the step. */
const gram = 8;
const step = 4;

/** Finds secrets that are broken into pieces, and pieces that stand alone, in any case. */
export interface FragmentFinder {
  learn(form: string): void;
  /** The text with `mark` in the place of each. */
  hide(text: string, mark: string): string;
}

export function createFragmentFinder(): FragmentFinder {
  /** Each gram of each form, with where it stands there. */
  const places = new Map<string, { form: string; at: number }[]>();
  return {
    learn: (form) => {
      const folded = fold(form.replace(breaks, ''));
      if (folded.length < longEnough) return;
      for (let at = 0; at + gram <= folded.length; at += 1) {
        const key = folded.slice(at, at + gram);
        const known = places.get(key) ?? [];
        if (known.some(({ form: other }) => other === folded)) continue;
        places.set(key, [...known, { form: folded, at }]);
      }
    },
    hide: (text, mark) => {
      if (places.size === 0 || text.length < longEnough) return text;
      const bare = fold(text.replace(breaks, ''));
      const runs = runsIn(bare, places);
      return runs.length === 0 ? text : withMarks(text, runs, mark);
    },
  };
}

interface Run {
  from: number;
  /** Behind its last character. */
  to: number;
}

/** In lower case, each code unit in its place. */
const fold = (text: string): string => text.replace(/[^\0-\x7F]/g, '\x01').toLowerCase();

/** The runs of `bare` that stand in a form, in order. */
function runsIn(bare: string, places: ReadonlyMap<string, { form: string; at: number }[]>): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at + gram <= bare.length; at += step) {
    for (const place of places.get(bare.slice(at, at + gram)) ?? []) {
      let from = at;
      let to = at + gram;
      const shift = place.at - at;
      while (from > 0 && from + shift > 0 && bare[from - 1] === place.form[from - 1 + shift]) from -= 1;
      while (to < bare.length && to + shift < place.form.length && bare[to] === place.form[to + shift])
        to += 1;
      if (to - from >= longEnough) runs.push({ from, to });
    }
  }
  return runs;
}

/** Puts the mark where the runs, which count without breaks, stand in the text. */
function withMarks(text: string, runs: readonly Run[], mark: string): string {
  const hidden = new Uint8Array(text.length);
  const ofBare = new Uint8Array(text.length + 1);
  for (const { from, to } of runs) ofBare.fill(1, from, to);
  const isHidden = (index: number): boolean => ofBare[index] === 1;
  let bareIndex = 0;
  let end = 0;
  const walk = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      if (isHidden(bareIndex)) hidden[index] = 1;
      bareIndex += 1;
    }
  };
  for (const found of text.matchAll(breaks)) {
    walk(end, found.index);
    end = found.index + found[0].length;
    // A break inside a run goes with it.
    if (isHidden(bareIndex - 1) && isHidden(bareIndex)) hidden.fill(1, found.index, end);
  }
  walk(end, text.length);
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    if (hidden[index] === 0) result += text[index];
    else if (index === 0 || hidden[index - 1] === 0) result += mark;
  }
  return result;
}
