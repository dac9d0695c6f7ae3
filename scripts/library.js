/**
 * Makes `dist/`, the compiled library, for `npm pack` and `npm publish`, and takes from package.json what only this
 * repository depends on: synth needs a bundler and the bindings, a consumer of the library needs neither. Or undoes
 * both, so that no program ever runs a stale library.
 */
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const ROOT = path.join(__dirname, "..");
const PACKAGE = path.join(ROOT, "package.json");
/** package.json as it is in the repository, while another one is packed. */
const KEPT = `${PACKAGE}.kept`;

function clean() {
  if (fs.existsSync(KEPT)) {
    fs.copyFileSync(KEPT, PACKAGE);
    fs.rmSync(KEPT);
  }
  fs.rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
}

function build() {
  clean();
  const tsc = require.resolve("typescript/bin/tsc");
  const options = { cwd: ROOT, stdio: "inherit" };
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], options);
  if (status !== 0) {
    clean();
    process.exitCode = 1;
    return;
  }
  fs.copyFileSync(PACKAGE, `${KEPT}.next`);
  fs.renameSync(`${KEPT}.next`, KEPT);
  const { dependencies, devDependencies, scripts, ...rest } = JSON.parse(fs.readFileSync(KEPT));
  fs.writeFileSync(`${PACKAGE}.next`, `${JSON.stringify(rest, null, 2)}\n`);
  fs.renameSync(`${PACKAGE}.next`, PACKAGE);
}

// npm also runs prepack and postpack around `npm run pack`, which makes the modules' archives.
const { npm_command: command = "pack" } = process.env;
if (command === "pack" || command === "publish") ({ build, clean })[process.argv[2]]();
