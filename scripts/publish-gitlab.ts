/**
 * Publishes a module in the Terraform module registry of a GitLab project.
 *
 *     npm run publish:gitlab -- --module aws --project group/project [--hostname gitlab.example.com] [--dry-run]
 */
import { Command } from "commander";
import { runProgram } from "../lib/cli";
import { type GitlabOptions, publishGitlab } from "../lib/registry/gitlab-command";

void runProgram(
  new Command("publish:gitlab")
    .description("Publish a module in the Terraform module registry of a GitLab project")
    .requiredOption("--module <system>", "aws or azurerm")
    .requiredOption("--project <project>", "number or path of the project")
    .option(
      "--version <version>",
      "semantic version (default: the newest of the module's CHANGELOG.md)",
    )
    .option("--name <name>", "the module's name in the registry (default: its own)")
    .option("--hostname <host>", "the GitLab's host (default: gitlab.com)")
    .option("--url <url>", "the GitLab's address, where it is below a path")
    .option("--dry-run", "look and say what would be done, but do nothing", false)
    .action((options: GitlabOptions) => publishGitlab(options)),
);
