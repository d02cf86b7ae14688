import './requireNode';

import { runCommand } from './byoml/runCommand';

runCommand(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
