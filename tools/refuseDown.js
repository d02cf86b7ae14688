// azd's hook before `azd down`, which deletes whole resource groups: before azd 1.24.1 each one that a deployment put
// something into, the workspace's too, and in no version the export rules and the content that are in the workspace.
// https://github.com/Azure/azure-dev/pull/7698
console.error(
  'azd down is refused: it could delete the resource group of the workspace, and would leave the rules of data export. ' +
    'Remove the installation as docs/deploy.md says under "Remove".',
);
process.exitCode = 1;
