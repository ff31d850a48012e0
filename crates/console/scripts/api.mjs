// Generates the API types from the OpenAPI document; with --check, verifies that they are current.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { document } from './document.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const file = join(here, '../app/api/schema.d.ts');

/** The console requests JSON; other formats would turn each type into a union. */
function inJsonAlone(api) {
  for (const operation of Object.values(api.paths).flatMap((path) => Object.values(path))) {
    for (const { content } of Object.values(operation.responses)) {
      if (content?.['application/json'] === undefined) continue;
      Object.keys(content).forEach((type) => type !== 'application/json' && delete content[type]);
    }
  }
  return api;
}

const types = astToString(
  await openapiTS(inJsonAlone(document()), { alphabetize: true }),
);
const text = `// Made by \`npm run api\` from the OpenAPI document. Not to be edited.\n\n${types}`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('app/api/schema.d.ts is not what the API is now: run `npm run api` in crates/console');
  process.exit(1);
}
