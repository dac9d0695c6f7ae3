import { withLocalBlob, withLocalS3 } from "../../../engines/clickhouse";

const s3 = { url: "http://127.0.0.1:9" };
const endpoint = (text: string) =>
  withLocalS3(s3, { files: { "config.d/a.xml": text } }).files["config.d/a.xml"];

test.each([
  ["https://s3.eu-west-1.amazonaws.com/b/data/", "http://127.0.0.1:9/b/data/"],
  ["https://s3.dualstack.eu-west-1.amazonaws.com/b/", "http://127.0.0.1:9/b/"],
  ["https://s3.cn-north-1.amazonaws.com.cn/b/", "http://127.0.0.1:9/b/"],
  ["https://b.s3.eu-west-1.amazonaws.com/data/", "http://127.0.0.1:9/b/data/"],
])("%s becomes %s", (from, to) => {
  expect(endpoint(`<endpoint>${from}</endpoint>`)).toBe(`<endpoint>${to}</endpoint>`);
});

test("an endpoint in the environment is replaced too, and credentials are added", () => {
  const local = withLocalS3(s3, {
    files: { "config.d/a.xml": '<endpoint from_env="E"/>' },
    env: { E: "https://s3.eu-west-1.amazonaws.com/b/" },
  });
  expect(local.env).toMatchObject({ E: "http://127.0.0.1:9/b/" });
  expect(Object.keys(local.env)).toEqual(
    expect.arrayContaining(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]),
  );
});

test("configuration without an endpoint is refused: it would reach for a cloud", () => {
  expect(() => endpoint("<endpoint>https://example.com/</endpoint>")).toThrow(
    /found no S3 endpoint/,
  );
  const blob = { url: "http://127.0.0.1:9/a", accountName: "a", accountKey: "k" };
  expect(() => withLocalBlob(blob, { files: { "config.d/a.xml": "<a/>" } })).toThrow(
    /found no <storage_account_url>/,
  );
});
