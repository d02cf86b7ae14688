// npm runs this after an install: it builds, unless the install left the compiler out (npm ci --omit=dev).
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');

if (existsSync('node_modules/typescript')) execSync('npm run --silent build', { stdio: 'inherit' });
