/** Text as it may stand in HTML and SVG, in attributes too. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A length or a place in a picture, to a tenth. */
export function place(number: number): string {
  return String(Math.round(number * 10) / 10);
}
