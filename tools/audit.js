// Asks the registry for known weaknesses of what the app runs on (npm audit) and fails on a grave one. Not every
// registry answers that question: then it says so, and no more.
const { spawnSync } = require('node:child_process');

const words = ['audit', '--omit=dev', '--audit-level=high', '--json'];
const { status, stdout, stderr } = spawnSync('npm', words, { encoding: 'utf8', shell: process.platform === 'win32' });
const report = parse(stdout);

if (report?.auditReportVersion !== undefined) {
  const findings = Object.values(report.vulnerabilities);
  for (const { name, severity } of findings) console.log(`npm audit: ${name} (${severity})`);
  if (findings.length === 0) console.log('npm audit: nothing known of what the app runs on');
  process.exitCode = status;
} else if (typeof report?.message === 'string') {
  // npm puts what the registry, or the way to it, answered here; its own errors only under "error".
  console.log(`npm audit: nothing was checked, the registry does not answer (${report.message})`);
} else {
  console.error(`npm audit failed:\n${stdout}${stderr}`);
  process.exitCode = 1;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
