import { runPractice } from '../main/practice/cli';

process.exit(await runPractice(process.argv.slice(2)));
