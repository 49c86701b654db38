import { runPractice } from './cli';

// Bundled to out/main/practice.cjs: the practice org as a process of its own.
void runPractice(process.argv.slice(2)).then((code) => {
  process.exit(code);
});
