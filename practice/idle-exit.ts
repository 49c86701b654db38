/** Ends an unused practice org: `used` starts the time again, `end` is called once it is over. */
export function createIdleExit(minutes: number, end: () => void): { used(): void; cancel(): void } {
  const begin = (): NodeJS.Timeout => setTimeout(end, minutes * 60_000);
  let timer = begin();
  return {
    used: () => {
      clearTimeout(timer);
      timer = begin();
    },
    cancel: () => {
      clearTimeout(timer);
    },
  };
}
