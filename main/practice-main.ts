import { runPractice } from './practice/cli';

/** The practice org's own entry in the built app: `node out/main/practice.cjs`. */
void runPractice(process.argv.slice(2)).then((code) => {
  process.exit(code);
});
