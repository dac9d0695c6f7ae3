import type { Address, BaseUrl } from "./address";
import type { Download } from "./files";
import { ARCHIVE, DISCOVERY, MARK } from "./site";

/** The header in which Terraform expects an archive's address, up to 1.15 at least; it does not read the body. */
export const GET_HEADER = "X-Terraform-Get";

/** Headers in the form that Netlify, Cloudflare Pages and others read from a site's folder. */
export function hostHeaders(downloads: readonly Download[]): string {
  return [
    `# ${MARK}: headers for hosts that read this file.`,
    `/${DISCOVERY}`,
    "  Content-Type: application/json",
    ...downloads.flatMap(({ path, location }) => [
      path,
      "  Content-Type: application/json",
      `  ${GET_HEADER}: ${location}`,
    ]),
    "",
  ].join("\n");
}

/** What whoever puts the folder on a host has to know. */
export function hostReadme({ origin, host }: BaseUrl, addresses: readonly Address[]): string {
  const header = `${GET_HEADER} ./${ARCHIVE}`;
  return `<!-- ${MARK}. -->

# Terraform modules at ${host}

${addresses.map((address) => `- \`source = "${host}/${address}"\``).join("\n")}
${dotless(host)}
Put the contents of this folder at the root of ${origin}, the \`versions\` files last. Terraform and OpenTofu look for
\`/${DISCOVERY}\` at the root and nowhere else. The host has to do two things:

1. Send \`/${DISCOVERY}\` as \`Content-Type: application/json\`. Most do, for its name.
2. For Terraform: send the header \`${GET_HEADER}: ./${ARCHIVE}\` with every file called \`download\`. Terraform takes the
   archive's address from this header only. OpenTofu 1.6 and newer find it in the file and need no header.

How the header gets there:

- Netlify, Cloudflare Pages: they read \`_headers\` here, which also carries the archives' sums.
- nginx: \`location ~ /download$ { add_header ${header}; }\`
- Apache: \`Header set ${header} "expr=%{REQUEST_URI} =~ m#/download$#"\`
- S3, Blob Storage, Cloud Storage: by the CDN before the bucket. A bucket alone serves OpenTofu only.

Without the header Terraform still takes an exact version: the \`location\` in its \`download\` as \`source\`, without
\`version\`.
`;
}

/** Terraform and OpenTofu refuse a registry's host without a dot (registry-address, module.go). */
export function dotless(host: string): string {
  if (host.includes(".")) return "";
  return `
Terraform and OpenTofu refuse a registry's host without a dot, such as ${host}: give it a name with one, or on this
machine use 127.0.0.1${host.replace(/^[^:]*/u, "")} in \`source\`.
`;
}
