// What Maven asks of Node: `install` the pinned packages, `types` of the API, `build` the page, `test` it, and `browser` it.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules', '.prytany-installed');
const built = join(root, 'dist', '.prytany-built');

/** What the server serves as the description of its API, and the types that are made from it. */
const contract = '../app/src/main/resources/META-INF/openapi.json';
const types = 'src/api/schema.ts';
const docs = '../../docs';

/** Oldest Node that the bundler runs on. */
const NODE = [20, 19];

function fail(message) {
  process.stderr.write(`web: ${message}\n`);
  process.exit(1);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) fail(`could not start ${command}: ${error.message}`);
  return status ?? 1;
}

function node(script, ...args) {
  return run(process.execPath, [join('node_modules', script), ...args]);
}

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** One hash over names and contents, the platform and Node's major version. */
function fingerprint(...names) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}-${process.versions.node.split('.')[0]}`);
  for (const file of names.flatMap((name) => filesUnder(join(root, name)))) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function unchanged(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
    fail(`Node ${process.versions.node} is too old: install Node ${NODE.join('.')} or newer.`);
  }
  const wanted = fingerprint('package.json', 'package-lock.json', '.npmrc');
  if (unchanged(installed, wanted)) return;
  const status = run('npm', ['ci', '--ignore-scripts', '--no-progress']);
  if (status !== 0) fail('npm ci failed: see its output above; the packages come from the npm registry.');
  writeFileSync(installed, wanted);
}

function generateTypes() {
  const args = [contract, '--output', types, '--root-types', '--root-types-no-schema-prefix'];
  if (node('openapi-typescript/bin/cli.js', ...args) !== 0) fail('no types were made of the API: see the output above.');
}

/** After the page, whose assets it uses; its packages are there once they are installed. */
async function buildSite() {
  const { makeSite } = await import('./site.mjs');
  const { pages, faults } = makeSite(join(root, docs), join(root, 'dist/docs'));
  if (faults.length > 0) fail(`the documentation has broken links:\n  ${faults.join('\n  ')}`);
  process.stdout.write(`web: ${pages} pages of documentation\n`);
}

async function build() {
  generateTypes();
  const wanted = fingerprint('package-lock.json', 'tsconfig.json', 'vite.config.ts', 'index.html', 'public', 'src', 'site', 'script', docs);
  if (unchanged(built, wanted)) return;
  if (node('typescript/bin/tsc', '--noEmit') !== 0) fail('the types do not fit: see the output above.');
  if (node('vite/bin/vite.js', 'build', '--logLevel', 'warn') !== 0) fail('vite build failed: see its output above.');
  await buildSite();
  writeFileSync(built, wanted);
}

const [task] = process.argv.slice(2);
switch (task) {
  case 'types':
    generateTypes();
    break;
  case 'install':
    install();
    break;
  case 'build':
    await build();
    break;
  case 'test':
    generateTypes();
    if (node('vitest/vitest.mjs', 'run') !== 0) fail('tests failed: see the output above.');
    break;
  case 'browser': {
    const tests = readdirSync(join(root, 'browser')).filter((name) => name.endsWith('.test.mjs'));
    const status = run(process.execPath, ['--test', '--test-concurrency=1', ...tests.map((name) => join('browser', name))]);
    if (status !== 0) fail('browser tests failed: see the output above.');
    break;
  }
  default:
    fail('usage: node script/build.mjs install|types|build|test|browser');
}
