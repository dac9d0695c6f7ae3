import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "cdktf.out",
      "modules",
      "examples",
      "dist",
      "coverage",
      "**/*.js",
      "**/*.mjs",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-console": "off",
    },
  },
  {
    // A construct registers itself with its parent, so `new X(...)` for its effect is the CDK way.
    files: ["stacks/**/*.ts", "main.ts", "__tests__/**/*.ts"],
    rules: { "no-new": "off", "@typescript-eslint/no-unsafe-assignment": "off" },
  },
);
