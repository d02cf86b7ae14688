/**
 * Every number by which the invented company is made, but for those of the planted anomalies (plantingRules.ts).
 * Parts and chances lie in [0, 1]. They are judgements, not measurements: docs/company.md says what they amount to.
 */
export const assumptions = {
  organization: {
    /** People a site has on average; never fewer than two sites or more than eight. */
    peopleOfSite: 400,
    /** People a department has on average; never fewer than four departments. */
    peopleOfDepartment: 80,
    /** People a team has on average; every department has two teams or more. */
    peopleOfTeam: 11,
    /** The fewest people of a team. */
    leastPeopleOfTeam: 3,
    /** Teams of other departments that a team works with. */
    partnersOfTeam: { least: 2, most: 4 },
    /** How unequal departments and teams are: standard deviation of the logarithm of their sizes. */
    inequality: 0.45,
    /** Departments that are at the first site in any case; the others are at any. */
    departmentsAtFirstSite: 0.5,
    /** A team sits where its department does; otherwise at any other site. */
    teamAtDepartmentSite: 0.75,
    /** Departments that have a file server of their own. */
    departmentsWithServer: 0.3,
    /** People for each file server of a site. */
    peopleOfFileServer: 250,
    /** People for each server that serves no files (domain controllers, databases); it has administrative shares. */
    peopleOfOtherServer: 100,
  },

  /** Parts of all shares; what is left belongs to departments and teams. */
  shares: {
    company: 0.008,
    /** Hidden shares of one person each, as old file servers have them. */
    home: 0.05,
    project: 0.12,
    /** Shares that few have a use for. */
    archive: 0.06,
    /** Shares that move to a server which is new in the test window. */
    migrated: 0.008,
    /** Shares of teams that are new in the test window. */
    createdInTest: 0.01,
    /** How many times as many shares a department has as one of its teams has. */
    departmentToTeam: 1.5,
    /** Shares on a server where one would not look for them. */
    onWrongServer: 0.12,
    /** Shares of a department or its teams on the department's server, where it has one. */
    onDepartmentServer: 0.5,
  },

  /** Who has a use for which shares: the chance, and how it ranks before people differ (greater is used more). */
  use: {
    /** Of the first company-wide share; of the k-th it is divided by the square root of k. */
    company: { chance: 0.97, rank: 3 },
    siteHomes: { chance: 0.85, rank: 6 },
    sitePublic: { chance: 0.6, rank: 1 },
    siteScans: { chance: 0.35, rank: 0.7 },
    ownHome: { chance: 1, rank: 8 },
    /** The chance is the share's own, uniform between the two. */
    team: { least: 0.35, most: 1, rank: 5 },
    department: { least: 0.1, most: 0.8, rank: 1.5 },
    project: { chance: 0.9, rank: 4 },
    otherTeamOfDepartment: { chance: 0.1, rank: 0.3 },
    archiveOfDepartment: { chance: 0.15, rank: 0.2 },
    /** Teams elsewhere that one works with: none to `most`, partners of the team mostly; and how many of their shares. */
    contacts: { most: 3, partners: 0.75, sharesEach: 1.5, rank: 0.4 },
    /** Managers and assistants: the first shares of all teams of the department, and of two other departments. */
    oversight: { chance: 0.7, rank: 1 },
    /** How people differ in what they use: standard deviation of the logarithm of the rank. */
    difference: 0.9,
    /** A person's k-th most used share is used in proportion to k to the power of minus this (Zipf's law). */
    zipfExponent: 1.25,
  },

  people: {
    managers: 0.06,
    assistants: 0.015,
    administrators: 0.01,
    helpdesk: 0.006,
    /** Part of the working days on which a person opens shares, uniform between the two. */
    activity: { least: 0.4, most: 0.95 },
    /** Chance of working on a day of the weekend, as a part of that of another day. */
    weekend: 0.05,
    /** Accesses a day: the median, and the standard deviation of the logarithm among people and among a person's days. */
    accessesADay: { median: 9, spread: 0.4, spreadOfDays: 0.4 },
    /** Days from home, on an address of the pool for remote work. */
    remoteDays: 0.2,
    /** Hours from midnight, local time, when people begin, and for how long they work. */
    begins: { least: 7, most: 10 },
    hoursOfWork: 8,
    /** Accesses of the first hour, when people sign in; the others come at any time. */
    inFirstHour: 0.5,
  },

  /** What changes within 30 days, as parts of the people. */
  change: {
    movers: 0.02,
    /** Old habits a mover keeps for good; the others end within `overlapDays`. */
    keptByMover: 0.25,
    overlapDays: 10,
    joiners: 0.03,
    leavers: 0.02,
    /** People who work for one to three days at another site. */
    travellers: 0.05,
    daysAway: { least: 1, most: 3 },
    /** Who travels opens what is common at that site, and with this chance its homes, and its scans. */
    usedAway: 0.5,
    /** Shares of others that people are given on request and then use, for each person. */
    requests: 0.3,
  },

  /** Where shares that are none of one's own lie; for the rest, one time in seven, anywhere in the company. */
  elsewhere: {
    /** Another team of the division. */
    division: 0.45,
    /** A team one works with, or who works with none, a partner of the team. */
    contact: 0.4,
  },

  projects: {
    /** Shares of a project. */
    shares: { least: 1, most: 3 },
    members: { least: 4, most: 24 },
    /** Departments that the members come from. */
    departments: { least: 2, most: 4 },
    lengthDays: { least: 20, most: 150 },
    /** Members who are there from its first day; the others come at any time while it lasts. */
    foundingMembers: 0.6,
  },

  /** Legitimate accesses to shares that are none of one's own: help, curiosity, a link in a mail. */
  oneOff: {
    /** Chance on a day of work; people differ in it by `spread`, the standard deviation of its logarithm. */
    chance: 0.08,
    spread: 0.8,
    /** The chance that after one share of that team another is opened. */
    oneMore: 0.25,
  },

  administration: {
    /** Part of the servers an administrator is at home on. */
    servers: { least: 0.2, most: 0.8 },
    /** Administrative shares opened on a day of work. */
    adminSharesADay: { least: 3, most: 12 },
    /** Chance that one of them is on any server of the company. */
    anyServer: 0.05,
    /** Shares of people in need that somebody of the helpdesk looks into on a day of work. */
    helpedADay: { least: 1, most: 4 },
  },

  services: {
    /** People for each application that uses shares by an account of its own. */
    peopleOfApplication: 60,
    sharesOfApplication: { least: 1, most: 6 },
    /** Hours between two runs of an application. */
    everyHours: [2, 4, 6, 12, 24],
    /** Part of all shares that the virus scanner reads on a night; it takes turns. */
    scannedANight: 0.25,
  },

  /** Chances that a row spells a name unlike most rows do. */
  spelling: {
    upperCaseAccount: 0.03,
    lowerCaseDomain: 0.02,
    upperCaseComputer: 0.02,
    lowerCaseShare: 0.01,
  },
} as const;
