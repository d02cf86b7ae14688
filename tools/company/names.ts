import type { Random } from '../sample/random';

/** Sites in the order in which a company opens them, and the hours their clocks are ahead of UTC in winter. */
export const siteNames = [
  { code: 'ber', hoursAhead: 1 },
  { code: 'lyo', hoursAhead: 1 },
  { code: 'lon', hoursAhead: 0 },
  { code: 'bos', hoursAhead: -5 },
  { code: 'dub', hoursAhead: 4 },
  { code: 'mad', hoursAhead: 1 },
  { code: 'ath', hoursAhead: 2 },
  { code: 'yul', hoursAhead: -5 },
] as const;

/** Departments in the order in which a company forms them; the first is the one that runs the computers. */
export const departmentNames = [
  { name: 'IT', abbreviation: 'IT', division: 'Services' },
  { name: 'Finance', abbreviation: 'FIN', division: 'Corporate' },
  { name: 'Engineering', abbreviation: 'ENG', division: 'Technology' },
  { name: 'Sales', abbreviation: 'SAL', division: 'Market' },
  { name: 'Human Resources', abbreviation: 'HR', division: 'Corporate' },
  { name: 'Production', abbreviation: 'PRD', division: 'Operations' },
  { name: 'Marketing', abbreviation: 'MKT', division: 'Market' },
  { name: 'Research', abbreviation: 'RND', division: 'Technology' },
  { name: 'Purchasing', abbreviation: 'PUR', division: 'Operations' },
  { name: 'Legal', abbreviation: 'LEG', division: 'Corporate' },
  { name: 'Quality', abbreviation: 'QA', division: 'Operations' },
  { name: 'Logistics', abbreviation: 'LOG', division: 'Operations' },
  { name: 'Controlling', abbreviation: 'CO', division: 'Corporate' },
  { name: 'Customer Service', abbreviation: 'CS', division: 'Market' },
  { name: 'Software', abbreviation: 'SW', division: 'Technology' },
  { name: 'Facilities', abbreviation: 'FAC', division: 'Services' },
  { name: 'Export', abbreviation: 'EXP', division: 'Market' },
  { name: 'Testing', abbreviation: 'TST', division: 'Technology' },
  { name: 'Maintenance', abbreviation: 'MNT', division: 'Operations' },
  { name: 'Audit', abbreviation: 'AUD', division: 'Corporate' },
  { name: 'Communications', abbreviation: 'COM', division: 'Market' },
  { name: 'Design', abbreviation: 'DES', division: 'Technology' },
  { name: 'Training', abbreviation: 'TRN', division: 'Services' },
  { name: 'Planning', abbreviation: 'PLN', division: 'Operations' },
  { name: 'Security', abbreviation: 'SEC', division: 'Services' },
] as const;

const firstNames =
  'ada amelia anton astrid bruno carla chen clara dara david elif emma eva farid felix greta hana hugo ida ines ivan jan jonas julia karim lara lena leo lina luca maja marc maria max mia mila nadia nina noah olga omar otto paul petra rafael rosa samir sara sofia stefan tara theo tom uma vera viktor wanda yara yusuf zoe';
const lastNames =
  'adler ahmed albrecht andersen arnold bauer becker bianchi blanc bianco bosch brandt brown bruun carter castro clark cohen costa dahl diaz dubois dumont eriksen evans ferrari fischer fontaine frank garcia gomez graf gruber haas haddad hansen hill hoffmann horvat huber ito ivanova jansen jensen jones kaya keller khan klein koch kovacs kumar lang larsen laurent lee lehmann lopez martin mayer meyer miller moreau mueller nagy neumann nguyen nielsen novak olsen park patel peters petrov popescu ramos reid richter romano rossi roth ruiz sato schmid scholz silva singh sokolov stein suzuki taylor thomas torres vargas vogel wagner walker weber weiss white wolf wright yilmaz young zhang zimmer';
const people = { first: firstNames.split(' '), last: lastNames.split(' ') };

/** A person's account without its domain, by one of the conventions that were in force when it was made. */
export function accountName(number: number, random: Random): string {
  const first = random.pick(people.first);
  const last = random.pick(people.last);
  const convention = random.next();
  if (convention < 0.55) return `${first}.${last}`;
  if (convention < 0.8) return `${first[0]}${last}`;
  if (convention < 0.9) return `${last}${first[0]}`;
  return `u${104_000 + number}`;
}

/** Accounts of applications are named for what they run, for a ticket, or by nobody's rule. */
export function applicationAccountName(number: number, random: Random): string {
  const application = random.pick(['sql', 'sap', 'crm', 'edi', 'dms', 'print', 'report', 'web', 'etl', 'mes', 'hr']);
  const forms = [`svc-${application}${number}`, `svc_${application}_p${number}`, `${application}job${number}`];
  return random.pick([...forms, `a-${4000 + number * 7}`]);
}

/** The address of a client computer at a site, one of 50,000. */
export function clientAddress({ subnet }: { readonly subnet: number }, number: number): string {
  return `10.${subnet}.${Math.floor(number / 200) % 250}.${20 + (number % 200)}`;
}

/** Every site has its own convention for file servers. */
export function siteServerName(code: string, index: number): string {
  const number = String(index + 1).padStart(2, '0');
  return { ber: `fs-ber-${number}`, lyo: `lyofs${number}`, bos: `nas-bos${number}` }[code] ?? `fs-${code}-${number}`;
}

/** Servers that were bought for a department are mostly not named for it. */
export function departmentServerName(index: number, random: Random): string {
  return `${random.pick(['srv-data', 'filer', 's-fs', 'nas'])}${String(index + 1).padStart(2, '0')}`;
}

export function infrastructureServerName(index: number): string {
  const roles = ['dc', 'sql', 'app', 'print', 'web', 'mgmt'];
  return `${roles[index % roles.length]}${String(Math.floor(index / roles.length) + 1).padStart(2, '0')}`;
}
