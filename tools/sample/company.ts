import type { Random } from './random';

/** A person, the client computer they sit at, and the shares they use: the most used first. */
export interface Employee {
  readonly account: string;
  readonly sid: string;
  readonly ipAddress: string;
  readonly shares: readonly Share[];
}

export interface Share {
  readonly server: string;
  readonly name: string;
}

export interface Department {
  readonly name: string;
  readonly shares: readonly Share[];
  readonly employees: readonly Employee[];
}

/** A company whose departments keep to their own shares, and one share that is everybody's. */
export interface Company {
  readonly departments: readonly Department[];
  readonly publicShare: Share;
}

/** Sizes of the departments: those of the data set that BYO-ML's own sample notebook used. */
const departmentSizes = [
  { name: 'HR', employees: 25, shares: 50 },
  { name: 'Finance', employees: 35, shares: 75 },
  { name: 'Engineering', employees: 15, shares: 25 },
];

const firstNames = ['amelia', 'bruno', 'chen', 'dara', 'elif', 'farid', 'greta', 'hugo', 'ines', 'jonas'];
const lastNames = ['adler', 'bianchi', 'costa', 'dubois', 'eriksen', 'fischer', 'garcia', 'haddad', 'ito', 'jensen'];
const topics = [
  'archive',
  'audit',
  'budget',
  'contracts',
  'plans',
  'projects',
  'reports',
  'reviews',
  'team',
  'templates',
];

/** Share of a department's shares that one of its employees uses. */
const usedShare = { least: 0.4, most: 0.6 };

/** Invents a company; the same random source makes the same company. */
export function inventCompany(random: Random): Company {
  let number = 0;
  const departments = departmentSizes.map(({ name, employees, shares }) => {
    const server = `fs-${name.toLowerCase()}.contoso.local`;
    const departmentShares = Array.from({ length: shares }, (_, index) => ({
      server,
      name: `${name}-${topics[index % topics.length]}-${String(Math.floor(index / topics.length) + 1).padStart(2, '0')}`,
    }));
    return {
      name,
      shares: departmentShares,
      employees: Array.from({ length: employees }, () => hire(number++, departmentShares, random)),
    };
  });
  return { departments, publicShare: { server: 'fs-company.contoso.local', name: 'Public' } };
}

function hire(number: number, departmentShares: readonly Share[], random: Random): Employee {
  const fraction = usedShare.least + random.next() * (usedShare.most - usedShare.least);
  const first = firstNames[number % firstNames.length];
  const last = lastNames[(Math.floor(number / firstNames.length) + number) % lastNames.length];
  return {
    account: `CONTOSO\\${first}.${last}`,
    sid: `S-1-5-21-1004336348-1177238915-682003330-${1100 + number}`,
    ipAddress: `10.1.${1 + Math.floor(number / 200)}.${10 + (number % 200)}`,
    shares: random.shuffled(departmentShares).slice(0, Math.round(departmentShares.length * fraction)),
  };
}
