import type { Command, OptionHelp } from './command';

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: byoml COMMAND [OPTION…]\n\n${lines.join('\n')}\n\nbyoml COMMAND --help tells a command's options.\n`;
}

export function commandHelp({ name, summary, options }: Command): string {
  const entries = Object.entries(options).map(([option, help]) => [written(option, help), help.description] as const);
  const width = Math.max(...entries.map(([text]) => text.length));
  const lines = entries.map(([text, description]) => `  ${text.padEnd(width)}  ${description}`);
  return `Usage: byoml ${name} [OPTION…]\n\n${summary}\n\n${lines.join('\n')}\n`;
}

function written(option: string, { placeholder, multiple }: OptionHelp): string {
  return `--${option}${placeholder === undefined ? '' : ` ${placeholder}`}${multiple ? '…' : ''}`;
}
