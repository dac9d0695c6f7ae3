import { describeOffline, describeTerraform } from "../../support/terraform";
import { requiredProviders } from "./hcl";

const MODULE = `${requiredProviders("aws")}
variable "name" {
  type = string
  validation {
    condition     = length(var.name) <= 8
    error_message = "name must be at most 8 characters."
  }
}
data "aws_region" "current" {}
resource "aws_sqs_queue" "jobs" {
  name = "\${var.name}-\${data.aws_region.current.region}"
}
output "url" {
  value = aws_sqs_queue.jobs.url
}
`;

const RUNS = `
variables {
  name = "demo"
}
run "names_the_queue" {
  command = plan
  assert {
    condition     = startswith(aws_sqs_queue.jobs.name, "demo-")
    error_message = "got \${aws_sqs_queue.jobs.name}"
  }
}
run "gives_a_url" {
  assert {
    condition     = output.url != ""
    error_message = "no url"
  }
}
run "refuses_long_names" {
  command = plan
  variables {
    name = "much-too-long"
  }
  expect_failures = [var.name]
}
`;

const MOCK = `
mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "mars-1" }
  }
}
run "uses_the_mock" {
  variables {
    name = "demo"
  }
  assert {
    condition     = aws_sqs_queue.jobs.name == "demo-mars-1"
    error_message = "got \${aws_sqs_queue.jobs.name}"
  }
}
`;

describeOffline("terraform test", ({ ready }) => {
  test("runs a module's tests, with plan, apply and expected failures", async () => {
    const files = { "main.tf": MODULE, "tests/queue.tftest.hcl": RUNS };
    const workspace = await ready({ files });
    const result = await workspace.test();
    expect(result.explain()).toBe("");
    expect(result.runs).toEqual([
      { file: "tests/queue.tftest.hcl", run: "names_the_queue", status: "pass" },
      { file: "tests/queue.tftest.hcl", run: "gives_a_url", status: "pass" },
      { file: "tests/queue.tftest.hcl", run: "refuses_long_names", status: "pass" },
    ]);
  });
});

describeTerraform("terraform test with mocks", ({ ready }) => {
  test("runs with mock_provider", async () => {
    const files = { "main.tf": MODULE, "tests/mock.tftest.hcl": MOCK };
    const workspace = await ready({ files });
    const result = await workspace.test();
    expect(result.explain()).toBe("");
    expect(result.runs).toEqual([
      { file: "tests/mock.tftest.hcl", run: "uses_the_mock", status: "pass" },
    ]);
  });

  test("fails when an assertion does, and says why", async () => {
    const files = { "main.tf": MODULE, "tests/mock.tftest.hcl": MOCK.replace('== "demo', '== "x') };
    const workspace = await ready({ files });
    const result = await workspace.test();
    expect(result.ok).toBe(false);
    expect(result.explain()).toMatch(/Test assertion failed: got demo-mars-1/);
    expect(result.runs).toMatchObject([{ run: "uses_the_mock", status: "fail" }]);
  });
});
