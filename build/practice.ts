import { runPractice } from '../practice/cli';

process.exit(await runPractice(process.argv.slice(2)));
