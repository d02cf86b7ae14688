/** Rarer than this, a chance is but extrapolated. */
const rarest = 1_000_000;

/**
 * How rare a score is, in words and with a blank before: ` (about 1 in 4,000 first-time accesses scores as high)`. Nothing
 * of a chance of 1, which is what a model says that cannot tell.
 *
 * @param all what it is compared with, in the plural
 * @param count how many of them there were: ten times as rare is not for them to tell
 */
export function rarityInBrackets(pValue: number | undefined, all: string, count = Number.POSITIVE_INFINITY): string {
  return pValue === undefined || pValue === 1 ? '' : ` (${rarityText(pValue, all, count)})`;
}

/** The same without brackets, of a chance below 1. */
export function rarityText(pValue: number, all: string, count = Number.POSITIVE_INFINITY): string {
  if (pValue > 0.5) return `most ${all} score as high`;
  if (pValue * 10 * count < 1) return `rarer than the ${count} ${all} it was compared with can tell`;
  if (pValue * rarest < 1) return `fewer than 1 in a million ${all} score as high`;
  return `about 1 in ${roundedDown(1 / pValue).toLocaleString('en')} ${all} scores as high`;
}

/** To two digits, so that nobody takes more of it for known. */
function roundedDown(number: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(number)) - 1);
  return Math.floor(number / unit) * unit;
}
