import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Folded } from '@/ui/folded';
import { Textarea } from '@/ui/textarea';
import { readJson } from '@/workflows/run/read-json';

export interface EarlierStep {
  node: WorkflowNode;
  output: unknown;
}

/** By the id of a node; undefined where there is nothing to say: the output is as it was. */
export type Texts = Readonly<Record<string, string | undefined>>;

interface EarlierOutputsProps {
  /** Nearest first. */
  steps: readonly EarlierStep[];
  /** What stands in place of an output, as it is being written. */
  written: Texts;
  faults: Texts;
  onWrite(nodeId: string, text: string | undefined): void;
}

/** So many say what the step reads; the others are seldom what somebody wants to change. */
const shownAtOnce = 4;

/** What stands in for the steps before, which do not run again; each may be given another output. */
export function EarlierOutputs({ steps, ...props }: EarlierOutputsProps) {
  const [near, far] = [steps.slice(0, shownAtOnce), steps.slice(shownAtOnce)];
  return (
    <section aria-label="What earlier steps put out" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">What earlier steps put out</h3>
      <OutputList steps={near} {...props} />
      {far.length > 0 && (
        <Folded what={far.length === 1 ? '1 step further back' : `${far.length} steps further back`}>
          <div className="mt-2">
            <OutputList steps={far} {...props} />
          </div>
        </Folded>
      )}
    </section>
  );
}

function OutputList({ steps, written, faults, onWrite }: EarlierOutputsProps) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {steps.map(({ node: { id, name }, output }) => {
        const text = written[id];
        return (
          <li key={id} className="flex flex-col gap-2 px-3 py-2">
            <div className="flex items-center gap-3">
              <p className="min-w-0 flex-1">
                <span className="block truncate text-sm">{name}</span>
                {text === undefined && (
                  <span className="block truncate font-mono text-xs text-muted">{glimpse(output)}</span>
                )}
              </p>
              <Button
                size="sm"
                aria-label={text === undefined ? `Change the output of ${name}` : `Leave ${name} as it was`}
                onClick={() => onWrite(id, text === undefined ? writeOutput(output) : undefined)}
              >
                {text === undefined ? 'Change' : 'As it was'}
              </Button>
            </div>
            {text !== undefined && (
              <Field label={<span className="sr-only">Output of {name}</span>} error={faults[id]}>
                <Textarea
                  autoFocus
                  rows={5}
                  spellCheck={false}
                  className="max-h-72 font-mono text-xs"
                  value={text}
                  onChange={({ target }) => onWrite(id, target.value)}
                />
              </Field>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A line of it at the most is seen. */
const glimpse = (output: unknown) => JSON.stringify(output ?? {}).slice(0, 200);

const writeOutput = (output: unknown): string => JSON.stringify(output ?? {}, null, 2);

export function readOutput(text: string): { output?: Record<string, unknown>; fault?: string } {
  const { value, fault } = readJson(text);
  if (fault !== undefined) return { fault };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { fault: 'An output is one JSON object, such as {"text": "Hello"}.' };
  return { output: value as Record<string, unknown> };
}
