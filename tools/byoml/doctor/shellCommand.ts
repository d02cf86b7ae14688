/** A word that a shell takes as it stands. */
const plainWord = /^[\w@%+:,./-][\w@%+=:,./-]*$/;

/**
 * A command line that a person may paste into a POSIX shell: names come from services and settings, so what is not plain
 * stands in quotation marks. Words in capitals, `OBJECT_ID` say, are for the reader to fill in.
 *
 * @example shellCommand('az', 'group', 'show', '--name', "it's") === "az group show --name 'it'\\''s'"
 */
export function shellCommand(...words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return plainWord.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
