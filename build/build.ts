import { runTool } from './run';

const help = `npm run build

Builds main, preload and renderer into out/. Options are passed on to electron-vite build.`;

const args = process.argv.slice(2);
if (args.includes('--help')) console.log(help);
else process.exit(await runTool('electronVite', ['build', ...args]));
