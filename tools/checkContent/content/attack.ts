import type { YamlFile } from './yamlFile';

/** Tactics as Microsoft Sentinel spells them. */
export const tactics = [
  'Reconnaissance',
  'ResourceDevelopment',
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'Exfiltration',
  'CommandAndControl',
  'Impact',
] as const;

type Tactic = (typeof tactics)[number];

/** The tactics of the techniques that the content names. @see https://attack.mitre.org/techniques/enterprise/ */
const techniques: Readonly<Record<string, readonly Tactic[]>> = {
  T1021: ['LateralMovement'],
  'T1021.002': ['LateralMovement'],
  T1039: ['Collection'],
  T1078: ['DefenseEvasion', 'Persistence', 'PrivilegeEscalation', 'InitialAccess'],
  T1135: ['Discovery'],
  T1136: ['Persistence'],
  T1562: ['DefenseEvasion'],
};

/** Tactics exist, and each technique is of one of them. */
export function checkTactics(file: YamlFile): void {
  const listed = file.list(['tactics']).map(String);
  for (const [index, tactic] of listed.entries()) {
    if (!tactics.includes(tactic as Tactic)) file.reportAt(['tactics', index], `${tactic} is no tactic of ATT&CK.`);
  }
  for (const [index, technique] of file.list(['relevantTechniques']).map(String).entries()) {
    const path = ['relevantTechniques', index];
    const known = techniques[technique];
    if (known === undefined) file.reportAt(path, `${technique} is not known: add it, with its tactics, to attack.ts.`);
    else if (!known.some((tactic) => listed.includes(tactic))) {
      file.reportAt(path, `${technique} is of ${known.join(', ')}, of which the file lists none.`);
    }
  }
}
