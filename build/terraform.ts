import { runTerraform } from '../main/terraform/cli';

process.exitCode = await runTerraform(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
