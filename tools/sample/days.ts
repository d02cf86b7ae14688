import type { Company, Employee, Share } from './company';
import type { Random } from './random';
import { logonRow, machineAccessRow, type SecurityEventRow, shareAccessRow } from './securityEventRow';

const millisecondsPerHour = 3_600_000;
const machines = ['DC01', 'WS-0117', 'WS-0204', 'PRINT01'];

/** Chances by which a working day unfolds. */
const habits = {
  leastAccesses: 8,
  mostAccesses: 16,
  /** The company's own share instead of a department's. */
  publicShare: 0.1,
  /** A share of the own department that the employee has no habit of using. */
  elsewhereInDepartment: 0.01,
  worksAtWeekend: 0.02,
  /** A server reports a share once a session, so accesses come in bursts. */
  sessionHours: [8, 12.5, 15.5],
  /** Hours between two accesses of a machine. */
  machineHours: 6,
};

/** An access that does not belong: an employee opens a share of another department. */
export interface PlantedAccess {
  readonly row: SecurityEventRow;
  readonly employee: Employee;
  readonly share: Share;
}

/** Rows of an ordinary day, in the order of time: habitual accesses, logons and the murmur of machines. */
export function ordinaryDay(company: Company, midnight: Date, random: Random): SecurityEventRow[] {
  const weekend = midnight.getUTCDay() % 6 === 0;
  const rows: SecurityEventRow[] = [];
  for (const department of company.departments) {
    for (const employee of department.employees) {
      if (weekend && random.next() > habits.worksAtWeekend) continue;
      rows.push(logonRow(employee, department.shares[0]!.server, timeAtWork(midnight, random), random));
      const accesses = habits.leastAccesses + random.below(habits.mostAccesses - habits.leastAccesses + 1);
      for (let access = 0; access < accesses; access++) {
        const share = habitualShare(company, department.shares, employee, random);
        rows.push(shareAccessRow(employee, share, timeAtWork(midnight, random), random));
      }
    }
  }
  for (let hour = 0; hour < 24; hour += habits.machineHours) {
    const onTheHour = new Date(midnight.getTime() + hour * millisecondsPerHour);
    for (const machine of machines) rows.push(machineAccessRow(machine, onTheHour, random));
  }
  return inOrder(rows);
}

/** Accesses of employees to shares of other departments, one each, by different employees. */
export function plantedAccesses(company: Company, midnight: Date, count: number, random: Random): PlantedAccess[] {
  const everybody = company.departments.flatMap((home) => home.employees.map((employee) => ({ home, employee })));
  return random
    .shuffled(everybody)
    .slice(0, count)
    .map(({ home, employee }) => {
      const foreign = random.pick(company.departments.filter((department) => department !== home));
      const share = random.pick(foreign.shares);
      return { employee, share, row: shareAccessRow(employee, share, timeAtWork(midnight, random), random) };
    });
}

/** Rows in the order of time. */
export function inOrder(rows: readonly SecurityEventRow[]): SecurityEventRow[] {
  return [...rows].sort((a, b) => String(a.TimeGenerated).localeCompare(String(b.TimeGenerated), 'en'));
}

function habitualShare({ publicShare }: Company, shares: readonly Share[], employee: Employee, random: Random): Share {
  const chance = random.next();
  if (chance < habits.publicShare) return publicShare;
  if (chance < habits.publicShare + habits.elsewhereInDepartment) return random.pick(shares);
  return employee.shares[Math.floor(random.next() ** 1.5 * employee.shares.length)]!;
}

/** A time within the 40 minutes after people come in, come back from lunch, or sit down for the last stretch (UTC). */
function timeAtWork(midnight: Date, random: Random): Date {
  const hours = random.pick(habits.sessionHours) + random.next() * (2 / 3);
  return new Date(midnight.getTime() + Math.floor(hours * millisecondsPerHour));
}
