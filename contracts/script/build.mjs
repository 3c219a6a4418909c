// What Maven asks of Node: `install` the pinned packages, then `build` or `test` the Solidity with forge.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.prytany-installed');

function fail(message) {
  process.stderr.write(`contracts: ${message}\n`);
  process.exit(1);
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) fail(`could not start ${command}: ${error.message}`);
  return status ?? 1;
}

function install() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
  const inputs = ['package.json', 'package-lock.json', '.npmrc'].map((name) => readFileSync(join(root, name)));
  const wanted = createHash('sha256')
    .update(Buffer.concat(inputs))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Install scripts would fetch binaries from outside the lock file; the platform packages carry them.
  const status = run('npm', ['ci', '--ignore-scripts', '--no-progress'], { shell: process.platform === 'win32' });
  if (status !== 0) fail('npm ci failed: see its output above; the packages come from the npm registry.');
  writeFileSync(stamp, wanted);
}

function forge(args) {
  const platform = process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const binary = join(
    modules,
    '@foundry-rs',
    `forge-${platform}-${arch}`,
    'bin',
    platform === 'win32' ? 'forge.exe' : 'forge',
  );
  if (!existsSync(binary)) fail(`no forge for ${platform}-${arch} in node_modules; run: mvn -pl contracts verify`);
  const status = run(binary, args);
  if (status !== 0) fail(`forge ${args[0]} failed: see its output above.`);
}

const [task] = process.argv.slice(2);
switch (task) {
  case 'install':
    install();
    break;
  case 'build':
    forge(['build']);
    break;
  case 'test':
    forge(['test', '--summary']);
    break;
  default:
    fail('usage: node script/build.mjs install|build|test');
}
