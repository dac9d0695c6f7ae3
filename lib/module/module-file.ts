/** A file that a module carries beside its configuration, such as a template that it renders. */
export interface ModuleFile {
  /** Path inside the module, with `/`. */
  readonly path: string;

  /** The file's text, with its marker line. */
  readonly content: string;
}
