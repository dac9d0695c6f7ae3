/**
 * Publishes a module in the private registry of HCP Terraform or Terraform Enterprise.
 *
 *     npm run publish:hcp -- --module aws --organization my-organization [--hostname tfe.example.com] [--dry-run]
 */
import { Command } from "commander";
import { runProgram } from "../lib/cli";
import { type HcpOptions, publishHcp } from "../lib/registry/hcp-command";

void runProgram(
  new Command("publish:hcp")
    .description("Publish a module in the registry of HCP Terraform or Terraform Enterprise")
    .requiredOption("--module <system>", "aws or azurerm")
    .requiredOption("--organization <name>", "the organization whose registry it is")
    .option(
      "--version <version>",
      "semantic version (default: the newest of the module's CHANGELOG.md)",
    )
    .option("--name <name>", "the module's name in the registry (default: its own)")
    .option("--hostname <host>", "the registry's host, such as tfe.example.com", "app.terraform.io")
    .option("--wait <seconds>", "how long the registry may work on the upload", "180")
    .option("--dry-run", "look and say what would be done, but do nothing", false)
    .action((options: HcpOptions) => publishHcp(options)),
);
