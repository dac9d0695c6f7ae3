export { type Archive, type ModulePackage, packModule, type PackOptions } from "./package";
export { checkOutputFolder } from "./write-files";
export { CHECKSUMS, MANIFEST, writePackages } from "./write-packages";
