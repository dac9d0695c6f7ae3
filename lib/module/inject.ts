/**
 * Puts generated text between `<!-- BEGIN GENERATED name -->` and `<!-- END GENERATED name -->` of a
 * document that people write.
 *
 * @throws Error when the document lacks the two lines
 */
export function inject(document: string, name: string, text: string): string {
  const begin = `<!-- BEGIN GENERATED ${name} -->`;
  const end = `<!-- END GENERATED ${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`the lines ${begin} and ${end} are missing: put them where the text belongs`);
  }
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}
