/** Colours that those who see colours differently tell apart too (Okabe and Ito 2008); yellow is left out on white. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000'];
const dashes = ['', '6 3', '2 3'];

/** The colour of a scorer by its place in the list, and how its line is broken once colours begin again. */
export function strokeOf(position: number): { readonly colour: string; readonly dash: string } {
  return {
    colour: colours[position % colours.length]!,
    dash: dashes[Math.floor(position / colours.length) % dashes.length]!,
  };
}
