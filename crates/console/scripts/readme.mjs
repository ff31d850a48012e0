// Checks the requests and answers of the README and of the API examples against the types that a client gets from the OpenAPI document.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { document, repository } from './document.mjs';

const here = dirname(fileURLToPath(import.meta.url));
/** Files that exist only for the compiler, where it finds the packages of the console. */
const SCHEMA = join(here, 'readme-schema.d.ts');
const CLIENT = join(here, 'readme-client.ts');

const api = document();
const templates = Object.keys(api.paths).sort((one, other) => one.split('{').length - other.split('{').length);

/** The path of the document that an address is one of, and the values of its parameters. */
function place(address) {
  const { pathname, searchParams } = new URL(`http://${address}`);
  for (const template of templates) {
    const names = [...template.matchAll(/{(\w+)}/g)].map(([, name]) => name);
    const match = new RegExp(`^${template.replace(/{\w+}/g, '([^/]+)')}$`).exec(pathname);
    if (match === null) continue;
    const path = Object.fromEntries(names.map((name, index) => [name, value(match[index + 1])]));
    const query = Object.fromEntries([...searchParams].map(([name, text]) => [name, value(text)]));
    return { template, params: { path, query } };
  }
  throw new Error(`A page asks for ${pathname}, which is not in the document`);
}

/** A parameter as a caller in TypeScript would write it. */
function value(text) {
  return /^(\d+|true|false)$/.test(text) ? JSON.parse(text) : text;
}

/** The body that curl sends, out of the command line or out of a file. */
function body(command) {
  const [, file, text] = /--json (?:@(\S+)|'([^']*)')/.exec(command) ?? [];
  return file === undefined ? text : readFileSync(join(repository, file), 'utf8');
}

/** The pages with calls. */
const PAGES = ['README.md', 'docs/using-the-api.md'];

/** Each call of a page with what it answers, unless that is refused or no JSON. */
function calls(page) {
  const lines = readFileSync(join(repository, page), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, address] = /^\$ curl .*?'?(localhost:8080\/[^\s']*)'?/.exec(line) ?? [];
    const answer = lines[index + 1] ?? '';
    if (address === undefined || / -F /.test(line) || answer.includes('"status":4')) return [];
    const sent = body(line);
    const [, method = sent === undefined ? 'GET' : 'POST'] = / -X (\w+)/.exec(line) ?? [];
    const isWhole = answer.startsWith('{') && !answer.includes('…') && !line.includes('Accept:');
    return [{ where: `${page}:${index + 1}`, method, sent, answer: isWhole ? answer : undefined, ...place(address) }];
  });
}

function statement({ where, method, template, params, sent, answer }) {
  const given = Object.entries(params).filter(([, values]) => Object.keys(values).length > 0);
  const options = [
    ...(given.length > 0 ? [`params: ${JSON.stringify(Object.fromEntries(given))}`] : []),
    ...(sent === undefined ? [] : [`body: ${sent}`]),
  ];
  const call = `await api.${method}('${template}'${options.length > 0 ? `, { ${options.join(', ')} }` : ''});`;
  const type = `Answer<'${template}', '${method.toLowerCase()}'>`;
  return `// ${where}\n${call}\n${answer === undefined ? '' : `((_: ${type}) => {})(${answer});\n`}`;
}

function client(found) {
  return `import createClient from 'openapi-fetch';
import type { paths } from './readme-schema';

type Answer<P extends keyof paths, M extends keyof paths[P]> =
  paths[P][M] extends { responses: { 200: { content: { 'application/json': infer T } } } } ? T : never;

const api = createClient<paths>({ baseUrl: 'http://localhost:8080' });
${found.map(statement).join('')}
// The rows of a list can be indexed, bare or in an object of their own.
export const cid: number | undefined = (await api.GET('/api/customers')).data?.[0]?.cid;
export const id: number | undefined = (await api.GET('/clients')).data?.clients[0]?.id;
`;
}

/** What the compiler says of the client. */
function check(files) {
  const options = {
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => name in files || fileExists(name);
  host.readFile = (name) => files[name] ?? readFile(name);
  const original = host.getSourceFile;
  host.getSourceFile = (name, version, ...rest) =>
    name in files ? ts.createSourceFile(name, files[name], version) : original(name, version, ...rest);
  return { problems: ts.getPreEmitDiagnostics(ts.createProgram([CLIENT], options, host)), host };
}

const found = PAGES.flatMap(calls);
if (found.filter(({ sent }) => sent !== undefined).length < 2) throw new Error('The pages have no payloads any more');
const { problems, host } = check({ [SCHEMA]: astToString(await openapiTS(api)), [CLIENT]: client(found) });
if (problems.length > 0) {
  console.error(ts.formatDiagnostics(problems, host));
  process.exit(1);
}
