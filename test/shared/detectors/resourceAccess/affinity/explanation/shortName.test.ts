import {
  longestName,
  shortName,
} from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/shortName';

describe('shortName', () => {
  it('leaves a name that is short enough as it is', () => {
    expect(shortName('contoso\\alice')).toBe('contoso\\alice');
    expect(shortName('a'.repeat(longestName))).toBe('a'.repeat(longestName));
  });

  it('ends a longer one in an ellipsis, never within a character', () => {
    expect(shortName('a'.repeat(longestName + 1))).toBe(`${'a'.repeat(longestName - 1)}…`);
    expect(shortName(`a${'😀'.repeat(longestName)}`)).toBe(`a${'😀'.repeat((longestName - 2) / 2)}…`);
    expect(shortName('😀'.repeat(longestName))).toBe(`${'😀'.repeat((longestName - 2) / 2)}…`);
  });
});
