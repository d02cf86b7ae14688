/** What the tools need: `node:sqlite`, packages that are ES modules only, and the current Azure clients. */
const oldest = { major: 22, minor: 13 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// Imported before anything else, so that an older Node.js gets a sentence instead of the first thing it lacks.
if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  process.stderr.write(
    `This is Node.js ${process.versions.node}, and ${oldest.major}.${oldest.minor} or later is needed. On Linux x64 the ` +
      'install brings one for npm start, npm test and npx byoml; elsewhere install it from nodejs.org.\n',
  );
  process.exit(1);
}
