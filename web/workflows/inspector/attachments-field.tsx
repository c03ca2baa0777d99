'use client';

import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { Checkbox } from '@/ui/checkbox';
import { filesFor } from './references';
import { useGraph } from '../canvas/editor-context';
import { useFaultsAt } from './use-faults-at';

type Attachment = PromptData['attachments'][number];

interface AttachmentsFieldProps {
  nodeId: string;
  value: readonly Attachment[];
  readOnly: boolean;
  onChange(attachments: Attachment[]): void;
}

/** Which files of earlier steps the model is shown. What is attached and gone stays, with what is wrong. */
export function AttachmentsField({ nodeId, value, readOnly, onChange }: AttachmentsFieldProps) {
  const graph = useGraph();
  const offered = filesFor(graph, nodeId);
  const others = value.filter(({ reference }) => !offered.some((one) => one.reference === reference));
  if (offered.length === 0 && others.length === 0)
    return (
      <section aria-label="Images and documents" className="flex flex-col gap-1">
        <h3 className="text-sm font-medium">Images and documents</h3>
        <p className="text-xs text-muted">
          None to attach: give the input a field of the type Image or Document, and connect it before this
          step.
        </p>
      </section>
    );
  return (
    <fieldset data-field="attachments" disabled={readOnly} className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">Images and documents</legend>
      {[...offered, ...others].map((file) => {
        const index = value.findIndex(({ reference }) => reference === file.reference);
        return (
          <AttachmentChoice
            key={file.reference}
            nodeId={nodeId}
            place={`attachments.${index}.reference`}
            file={file}
            checked={index !== -1}
            readOnly={readOnly}
            onChange={(on) =>
              onChange(on ? [...value, file] : value.filter(({ reference }) => reference !== file.reference))
            }
          />
        );
      })}
    </fieldset>
  );
}

interface AttachmentChoiceProps {
  nodeId: string;
  place: string;
  file: Attachment;
  checked: boolean;
  readOnly: boolean;
  onChange(on: boolean): void;
}

function AttachmentChoice({ nodeId, place, file, checked, readOnly, onChange }: AttachmentChoiceProps) {
  const [fault] = useFaultsAt(nodeId, place);
  return (
    <Checkbox
      label={<code className="font-mono text-xs">{file.reference}</code>}
      hint={
        file.kind === 'image'
          ? 'An image: the model needs vision.'
          : 'A document: text is put into the prompt; a PDF needs a model with vision when it runs.'
      }
      error={fault}
      checked={checked}
      disabled={readOnly}
      onCheckedChange={onChange}
    />
  );
}
