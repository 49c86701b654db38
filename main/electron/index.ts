import { join } from 'node:path';
import { app } from 'electron';
import { startAssistant } from './assistant';
import { practiceArguments } from './practice-command';

const practice = practiceArguments(process.argv);
if (practice === null) {
  app.enableSandbox();
  startAssistant(join(__dirname, '..'));
} else {
  app.disableHardwareAcceleration();
  app.dock?.hide();
  // The packaged app ships no separate Node: it starts itself again as the practice org.
  // oxlint-disable-next-line no-restricted-imports
  void import('../../practice/cli')
    .then(({ runPractice }) => runPractice(practice))
    .then((code) => {
      app.exit(code);
    });
}
