import fc from 'fast-check';
import { neighbourhoodPicture } from '../../../../tools/byoml/explain/neighbourhoodPicture';
import { hostileText, unseenIn } from '../../../support/hostileText';

describe('neighbourhoodPicture', () => {
  it('draws a line for each use, and one to what was opened: dashed where it is new', () => {
    const drawing = {
      users: ['alice', 'bob'],
      resources: ['fs01\\a', 'fs01\\b', 'fs02\\finance'],
      uses: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 2],
      ],
      isKnown: false,
    } as const;
    const svg = neighbourhoodPicture(drawing);
    expect(svg.match(/class="own"/g)).toHaveLength(2);
    expect(svg.match(/class="use"/g)).toHaveLength(2);
    expect(svg).toContain('y2="132" class="strange first"/>');
    expect(neighbourhoodPicture({ ...drawing, isKnown: true })).toContain('y2="132" class="strange"/>');
    for (const name of [...drawing.users, ...drawing.resources]) expect(svg).toContain(`>${name}</text>`);
  });

  it('shows of long names the end, and the whole where one points at it', () => {
    const name = `contoso\\${'a'.repeat(50)}z`;
    const svg = neighbourhoodPicture({ users: [name], resources: ['x'], uses: [], isKnown: false });
    expect(svg).toContain(`>…${'a'.repeat(30)}z</text>`);
    expect(svg).toContain(`<title>${name}</title>`);
  });

  it('is markup of its own whatever the names', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (user, resource) => {
        const svg = neighbourhoodPicture({ users: [user], resources: [resource], uses: [], isKnown: false });
        expect(unseenIn(svg.replaceAll('\n', ''))).toEqual([]);
        const tags = [...svg.matchAll(/<\/?([^\s>/]+)/g)].map(([, tag]) => tag!);
        expect(new Set(tags)).toEqual(new Set(['svg', 'title', 'style', 'rect', 'text', 'line', 'g', 'circle']));
      }),
    );
  });
});
