#!/usr/bin/env node
// A file of its own, because what the compiler writes is not executable.
require('../dist/tools/byoml');
