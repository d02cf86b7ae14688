/** What the tools need: `node:sqlite` and the current Azure clients. */
const oldestMajor = 22;

// Imported before anything else, so that an older Node.js gets a sentence instead of the first thing it lacks.
if (Number(process.versions.node.split('.')[0]) < oldestMajor) {
  process.stderr.write(
    `This is Node.js ${process.versions.node}, and ${oldestMajor} or later is needed. On Linux x64 the install brings one ` +
      'for npm start, npm test and npx byoml; elsewhere install it from nodejs.org.\n',
  );
  process.exit(1);
}
