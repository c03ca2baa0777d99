import type { NodeData, NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';

/** How a kind of step looks on the canvas, and the form that edits what it does. */
export interface NodeLook<Kind extends NodeKind> {
  icon: LucideIcon;
  /** Classes of the icon's tile. */
  accent: string;
  /** What this step does, in a line or two: first what matters most. */
  summary(data: NodeData[Kind]): SummaryLine[];
  Form: ComponentType<StepFormProps<Kind>>;
}

export interface SummaryLine {
  text: string;
  /** For names that count to the letter, and for templates. */
  mono?: boolean;
}

export interface StepFormProps<Kind extends NodeKind> {
  nodeId: string;
  data: NodeData[Kind];
  /** The first fault of each field, by its path inside the data: "results.0.value". */
  faults: ReadonlyMap<string, string>;
  readOnly: boolean;
  /** One field typed in is one gesture: name it, and the whole of it is undone at once. */
  onChange(change: Partial<NodeData[Kind]>, gesture?: string): void;
}
