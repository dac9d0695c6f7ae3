/** The process that holds Azurite's Blob service; it ends with the process that started it. */
// Azurite's entry point reads the command line and starts listening when it is loaded.
import "azurite/dist/src/blob/main.js";

process.on("disconnect", () => process.exit(0));
