import { preparedSchema, prepareSetUp } from './prepared-set-up';

// Makes a set-up in a process of its own: `prepare.ts FOLDER '{"until":"plan"}'` prints the Oktopost token.
const [folder = '', choice = ''] = process.argv.slice(2);
process.stdout.write(await prepareSetUp(folder, preparedSchema.parse(JSON.parse(choice))));
