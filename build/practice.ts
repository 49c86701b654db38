import { runPractice } from '../main/practice/cli';

process.exitCode = await runPractice(process.argv.slice(2));
