import { ReasonChoice } from '../../../../tools/byoml/replay/reasonChoice';

/** Which letters with these reasons are wanted, and what is said after them. */
function choose(chosen: readonly string[], reasons: readonly string[]) {
  const choice = new ReasonChoice(chosen);
  return { wanted: reasons.filter((reason) => choice.isWanted(reason)), hint: choice.hint() };
}

it('wants all but what holds no rows where nothing is chosen, and says nothing of it', () => {
  expect(choose([], ['refused', 'notJson', 'deadline'])).toEqual({ wanted: ['refused', 'deadline'], hint: undefined });
  expect(choose([], [])).toEqual({ wanted: [], hint: undefined });
});

it('wants what is chosen, whatever it holds', () => {
  expect(choose(['notJson'], ['refused', 'notJson'])).toEqual({ wanted: ['notJson'], hint: undefined });
});

it.each([
  [
    ['nosuch'],
    ['refused', 'notJson', 'refused'],
    'No letter has the reason nosuch; there are others (refused 2, notJson 1).',
  ],
  [['refused', 'a', 'b'], ['refused'], 'No letter has the reason a or b; there are others (refused 1).'],
  [['nosuch'], [], 'No letter has the reason nosuch; there is no letter.'],
])('says which of %j no letter has, and which there are', (chosen, reasons, hint) => {
  expect(choose(chosen, reasons)).toMatchObject({ hint });
});

it('says how to send letters of which none holds rows', () => {
  expect(choose([], ['notJson', 'emptyBody', 'notJson'])).toEqual({
    wanted: [],
    hint: 'None of these letters holds rows that can be read; to send them all the same: --reason notJson emptyBody',
  });
});
