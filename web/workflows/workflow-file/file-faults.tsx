import { Notice } from '@/ui/notice';

interface Fault {
  message: string;
  line: number;
  column: number;
  excerpt: string;
  caret: number;
}

const shown = 20;

/** What is wrong with a file, each with its place and the line that it is on. */
export function FileFaults({ faults }: { faults: readonly Fault[] }) {
  const more = faults.length - shown;
  return (
    <Notice
      tone="danger"
      title={
        faults.length === 1
          ? 'This file cannot be imported'
          : `This file cannot be imported: ${faults.length} faults`
      }
    >
      <ul className="mt-1.5 flex flex-col gap-3">
        {faults.slice(0, shown).map(({ message, line, column, excerpt, caret }) => (
          <li key={`${line}:${column}:${message}`} className="flex min-w-0 flex-col gap-1">
            <p>
              <span className="font-medium tabular-nums">
                Line {line}, column {column}:
              </span>{' '}
              {message}
            </p>
            {excerpt !== '' && (
              <pre
                aria-hidden
                className="overflow-x-auto rounded-sm border border-line bg-panel px-2 py-1 font-mono text-xs leading-4"
              >
                {excerpt}
                {'\n'}
                <span className="text-danger">{' '.repeat(caret)}^</span>
              </pre>
            )}
          </li>
        ))}
        {more > 0 && <li className="text-muted">And {more} more.</li>}
      </ul>
    </Notice>
  );
}
