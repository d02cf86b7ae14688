/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testTimeout: 120_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, sourceMaps: 'inline' }],
  },
  collectCoverageFrom: ['shared/**/*.ts', 'functions/**/*.ts'],
  coverageThreshold: { './shared/': { lines: 95 } },
  coverageReporters: ['text-summary', 'lcovonly'],
};
