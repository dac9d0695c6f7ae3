// Generated from templates/langfuse/migrate.js.hbs. Edit there, then run npm run synth.
// Runs Langfuse's migrations, one container at a time.
//
// golang-migrate locks ClickHouse only within its own process, so two web containers that start together
// would migrate together. The lock is a key in Valkey that expires when its owner is gone.
const { spawn } = require("node:child_process");
const { randomUUID } = require("node:crypto");
const net = require("node:net");
const tls = require("node:tls");

const KEY = "langfuse:migration-lock";
const OWNER = randomUUID();
const LEASE_MS = Number(process.env.MIGRATION_LOCK_LEASE_MS || 120000);
const RETRY_MS = LEASE_MS / 40;
const MAX_FAILURES = 40;
const RENEW = "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('pexpire',KEYS[1],ARGV[2]) end return 0";
const RELEASE = "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) end return 0";

function address() {
  const { REDIS_CONNECTION_STRING, REDIS_HOST, REDIS_PORT, REDIS_AUTH, REDIS_TLS_ENABLED } = process.env;
  if (!REDIS_CONNECTION_STRING) {
    return { host: REDIS_HOST, port: Number(REDIS_PORT || 6379), auth: REDIS_AUTH, secure: REDIS_TLS_ENABLED === "true" };
  }
  const url = new URL(REDIS_CONNECTION_STRING);
  return { host: url.hostname, port: Number(url.port || 6379), auth: decodeURIComponent(url.password), secure: url.protocol === "rediss:" };
}

// One command on a connection of its own: a start sends a handful, and there is no state to recover.
function command(...words) {
  const { host, port, auth, secure } = address();
  const all = [...(auth ? [["AUTH", auth]] : []), words];
  const text = all.map((c) => `*${c.length}\r\n${c.map((w) => `$${Buffer.byteLength(w)}\r\n${w}\r\n`).join("")}`).join("");
  return new Promise((resolve, reject) => {
    const socket = secure ? tls.connect({ host, port, servername: net.isIP(host) ? "" : host }) : net.connect({ host, port });
    const fail = (error) => (socket.destroy(), reject(error));
    let answer = "";
    socket.setTimeout(10000, () => fail(new Error(`${host}:${port} does not answer`)));
    socket.on("error", fail);
    socket.on("close", () => reject(new Error(`${host}:${port} closed the connection`)));
    socket.on(secure ? "secureConnect" : "connect", () => socket.write(text));
    socket.on("data", (data) => {
      answer += data;
      // Every answer to these commands is one line, but for the nil of RESP 2, which is one line too.
      const lines = answer.split("\r\n");
      if (lines.length <= all.length) return;
      const wrong = lines.slice(0, all.length).find((line) => line.startsWith("-"));
      if (wrong) return fail(new Error(wrong.slice(1)));
      socket.end();
      resolve(lines[all.length - 1]);
    });
  });
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function acquire() {
  for (let said = false, failures = 0; ; await sleep(RETRY_MS)) {
    try {
      if ((await command("SET", KEY, OWNER, "NX", "PX", String(LEASE_MS))) === "+OK") return;
      if (!said) console.log("Another container migrates; waiting for it.");
      said = true;
      failures = 0;
    } catch (error) {
      console.log(`Waiting for Valkey: ${error.message}`);
      if (++failures === MAX_FAILURES) process.exit(1);
    }
  }
}

function migrate() {
  const env = { ...process.env, LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED: "false", LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED: "false" };
  // With a command of its own Langfuse's entry point migrates and then runs that.
  const child = spawn("./web/entrypoint.sh", ["true"], { stdio: "inherit", env });
  return new Promise((resolve) => {
    child.on("error", (error) => (console.error(error.message), resolve(1)));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

async function main() {
  await acquire();
  // A migration gets the signal too and ends by itself; it must not be left half done.
  process.on("SIGTERM", () => {});
  const renewal = setInterval(() => {
    command("EVAL", RENEW, "1", KEY, OWNER, String(LEASE_MS)).catch((error) => console.log(`Lock not renewed: ${error.message}`));
  }, LEASE_MS / 12);
  const code = await migrate();
  clearInterval(renewal);
  await command("EVAL", RELEASE, "1", KEY, OWNER).catch((error) => console.log(`Lock not released: ${error.message}`));
  process.exit(code);
}

main();
