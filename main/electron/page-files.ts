/** The files of the page, as they are served. */
export interface PageFiles {
  /** This path was answered. */
  served(path: string): void;
  /** Nobody needs to wait for the page any more. */
  end(): void;
  /** The page has its files, as far as can be told: none was asked for during a moment. */
  readonly all: Promise<void>;
}

/** Milliseconds after the page itself, whose files are asked for once it was read; and after one of these. */
const afterPageMs = 1_000;
const afterFileMs = 10;

/** Made to be waited for by what would hold this process up while it has the page to serve. */
export function createPageFiles(): PageFiles {
  let end = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    end = resolve;
  });
  let timer: NodeJS.Timeout | undefined;
  return {
    served: (path) => {
      clearTimeout(timer);
      timer = setTimeout(end, path === '/' ? afterPageMs : afterFileMs);
    },
    end: () => {
      clearTimeout(timer);
      end();
    },
    all,
  };
}
