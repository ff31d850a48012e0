// Build step: compresses each file where that saves bytes, and lists all files.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** Below this many bytes an answer fits into one packet anyway. */
const WORTH_IT = 1024;

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** @param {string} file */
function packOne(file) {
  const bytes = readFileSync(file);
  if (bytes.length < WORTH_IT || extname(file) === '.png') return;
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const packed = { br: brotliCompressSync(bytes, { params: quality }), gz: gzipSync(bytes, { level: 9 }) };
  for (const [ending, smaller] of Object.entries(packed)) {
    if (smaller.length < bytes.length) writeFileSync(`${file}.${ending}`, smaller);
  }
}

/** Compresses every file below `folder`. */
export function pack(folder) {
  const files = filesBelow(folder).filter((file) => !/\.(br|gz|tsv)$/.test(file) && statSync(file).size > 0);
  const lines = files.sort().map((file) => {
    packOne(file);
    const type = TYPES[extname(file)];
    if (type === undefined) throw new Error(`${file}: what is its media type?`);
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 32);
    return `${relative(folder, file).split(sep).join('/')}\t${type}\t${digest}\n`;
  });
  writeFileSync(join(folder, 'manifest.tsv'), lines.join(''));
}
