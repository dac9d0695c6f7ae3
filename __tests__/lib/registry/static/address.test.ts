import { UsageError } from "../../../../lib/cli";
import { checkNamespace, modulesPath, parseBaseUrl } from "../../../../lib/registry/static/address";

test.each([
  [
    "https://modules.example.com",
    "https://modules.example.com",
    "modules.example.com",
    "/v1/modules/",
  ],
  [
    "https://modules.example.com/",
    "https://modules.example.com",
    "modules.example.com",
    "/v1/modules/",
  ],
  ["https://127.0.0.1:8443", "https://127.0.0.1:8443", "127.0.0.1:8443", "/v1/modules/"],
  ["https://Example.com:443/tf/", "https://example.com", "example.com", "/tf/v1/modules/"],
  [
    "https://bücher.example",
    "https://xn--bcher-kva.example",
    "xn--bcher-kva.example",
    "/v1/modules/",
  ],
])("%s", (text, origin, host, api) => {
  const base = parseBaseUrl(text);
  expect({ origin: base.origin, host: base.host, api: modulesPath(base) }).toEqual({
    origin,
    host,
    api,
  });
});

test.each([
  "http://example.com",
  "example.com",
  "https://",
  "https:example.com",
  "",
  "ftp://example.com",
  "https://user:word@example.com",
  "https://example.com?x=1",
  "https://example.com/?",
  "https://example.com/#part",
  "https://example.com/a b",
  "https://example.com\\a",
  "https://example.com//a",
  "https://example.com/%2e%2e/a",
  "https://[::1]:8443",
  "https://example.com:99999",
  " https://example.com",
])("%p is refused in one line", (text) => {
  expect(() => parseBaseUrl(text)).toThrow(UsageError);
  expect(() => parseBaseUrl(text)).toThrow(/^--base-url: got ".*", expected https:.*$/u);
});

test.each(["langfuse", "My_Team-1", "a", "x".repeat(64)])("namespace %s is taken", (text) => {
  expect(checkNamespace(text)).toBe(text);
});

test.each(["", "-a", "a_", "a/b", "a.b", "é", "x".repeat(65)])(
  "namespace %p is refused",
  (text) => {
    expect(() => checkNamespace(text)).toThrow(UsageError);
  },
);
