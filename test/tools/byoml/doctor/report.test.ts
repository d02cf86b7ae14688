import { notChecked, ok, wrong } from '../../../../tools/byoml/doctor/finding';
import { reportText } from '../../../../tools/byoml/doctor/report';

it('has a line a check, the remedy under it, and tells one reason once', () => {
  const findings = [
    ok('clock', 'right'),
    wrong('model', 'none', 'train'),
    notChecked('hub', 'no token'),
    notChecked('hub group', 'no token'),
  ];
  expect(reportText(findings)).toBe(
    [
      'ok           clock      right',
      'WRONG        model      none',
      '             train',
      'not checked  hub        no token',
      'not checked  hub group  for the reason told at "hub"',
      '',
      '1 ok, 1 wrong, 2 not checked',
      '',
    ].join('\n'),
  );
});
