/**
 * Lets a program that was written for cdktf run on CDK Terrain, its continuation, which has the same classes under
 * the package name cdktn. The bindings ask for `cdktf` too, so the name is mapped where node looks packages up.
 */
const Module = require("node:module");

const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request.replace(/^cdktf(?=\/|$)/, "cdktn"), ...rest);
};
