import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

// styleText looks at the stream: plain where it is no terminal or NO_COLOR is set.
const paint = (style: Style, text: string) => styleText(style, text, { stream: process.stdout });

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const seconds = (value: number) => `${value.toFixed(1)} s`.padStart(7);

/** The launcher's whole voice: one calm line per event. */
export const say = {
  line: print,
  title: (text: string, detail: string) => print(`\n${paint('bold', text)}  ${paint('dim', detail)}\n`),
  done: (name: string, took: number, detail: string, word = 'ready') =>
    print(
      `  ${name.padEnd(10)} ${paint('green', word.padEnd(8))} ${seconds(took)}   ${paint('dim', detail)}`.trimEnd(),
    ),
  note: (name: string, text: string) => print(`  ${name.padEnd(10)} ${paint('yellow', text)}`),
  fault: (text: string) => void process.stderr.write(`\n${paint('red', text)}\n`),
  link: (label: string, url: string) => print(`\n  ${label}:\n  ${paint('cyan', url)}`),
};
