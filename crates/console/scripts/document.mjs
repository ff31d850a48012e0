// The OpenAPI document of the service.

import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The output of `frontdesk openapi`, by the named binary or the one that cargo builds. */
export function document() {
  const binary = process.env['FRONTDESK_BIN'];
  const [program, words] =
    binary === undefined ? ['cargo', ['run', '--quiet', '--package', 'frontdesk', '--', 'openapi']] : [binary, ['openapi']];
  const text = execFileSync(program, words, { cwd: repository, encoding: 'utf8', maxBuffer: 64 << 20 });
  return JSON.parse(text);
}
