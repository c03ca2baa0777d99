'use client';

import { readWorkflowFile } from '@patchbay/schema/workflow-file/read-workflow-file.ts';
import { FileJson } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import { outcomeOf } from '@/graphql/outcome';
import { useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { FileFaults } from './file-faults';
import { FileSource } from './file-source';
import { asInput, type FileInView, ImportWorkflow, ReadWorkflowFile } from './import-documents';
import { firstMapping, inputOf, type Mapping, missingChoice } from './mapping';
import { MappingFields } from './mapping-fields';

type Faults = Parameters<typeof FileFaults>[0]['faults'];

interface Opened {
  text: string;
  fileName: string | null;
  file: FileInView;
  name: string;
  mapping: Mapping;
}

interface ImportDialogProps {
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
  onClose(): void;
}

/** Makes a workflow from a file: first says what is in it and what is missing here, then takes it in and opens it. */
export function ImportDialog({ projects, projectId, onClose }: ImportDialogProps) {
  const { slug } = useMembership();
  const router = useRouter();
  const [project, setProject] = useState(projectId ?? projects[0]?.id ?? '');
  const [, read] = useMutation(ReadWorkflowFile);
  const [, bring] = useMutation(ImportWorkflow);
  const [busy, setBusy] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [faults, setFaults] = useState<Faults>([]);
  const [problem, setProblem] = useState<string>();

  async function open(text: string, fileName: string | null, into = project) {
    setProblem(undefined);
    // Here first: what cannot be imported, such as a file with a secret in it, does not leave this browser.
    const { faults: own } = readWorkflowFile(text);
    setFaults(own);
    if (own.length > 0) return setOpened(null);
    setBusy(true);
    const { data, error } = await read({ projectId: into, ...asInput(text) });
    setBusy(false);
    const answer = data?.readWorkflowFile;
    if (answer && 'faults' in answer) return setFaults(answer.faults);
    const outcome = outcomeOf(answer, error);
    if (!outcome.ok) return setProblem(outcome.message);
    const { file } = outcome.data;
    setOpened({ text, fileName, file, name: opened?.name ?? file.name, mapping: firstMapping(file) });
  }

  async function take({ text, file, name, mapping }: Opened) {
    setProblem(undefined);
    setBusy(true);
    const { data, error } = await bring({
      input: { projectId: project, ...asInput(text), name: name.trim(), ...inputOf(file, mapping) },
    });
    const outcome = outcomeOf(data?.importWorkflow, error);
    if (outcome.ok) return router.push(`/${slug}/workflows/${encodeURIComponent(outcome.data.workflow.id)}`);
    setBusy(false);
    setProblem(outcome.message);
  }

  function move(into: string) {
    setProject(into);
    if (opened) void open(opened.text, opened.fileName, into);
  }

  const missing = opened && missingChoice(opened.file, opened.mapping);
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title="Import a workflow"
      description="From a file that was exported here or by another Patchbay."
      size="lg"
      lasting={opened !== null}
    >
      <DialogBody>
        {projects.length > 1 && (
          <Field label="Project">
            <Select
              options={projects.map(({ id, name }) => ({ value: id, label: name }))}
              value={project}
              onValueChange={move}
            />
          </Field>
        )}
        {opened ? (
          <Contents opened={opened} onChange={setOpened} onOther={() => setOpened(null)} />
        ) : (
          <FileSource busy={busy} onText={(text, name) => void open(text, name)} />
        )}
        {faults.length > 0 && <FileFaults faults={faults} />}
        {problem !== undefined && <Notice tone="danger">{problem}</Notice>}
      </DialogBody>
      <DialogActions>
        {missing && <p className="mr-auto self-center text-xs text-muted">{missing}</p>}
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          pending={busy && opened !== null}
          disabled={opened === null || missing !== null || opened.name.trim() === ''}
          onClick={() => opened && void take(opened)}
        >
          Import the workflow
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface ContentsProps {
  opened: Opened;
  onChange(opened: Opened): void;
  onOther(): void;
}

function Contents({ opened, onChange, onOther }: ContentsProps) {
  const { file, fileName, name, mapping } = opened;
  return (
    <>
      <div className="flex items-center gap-3 rounded-md border border-line bg-canvas px-3 py-2.5">
        <FileJson aria-hidden className="size-5 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{fileName ?? 'Pasted text'}</p>
          <p className="text-xs text-muted">
            {file.stepCount === 1 ? '1 step' : `${file.stepCount.toLocaleString('en')} steps`}
            {file.description !== '' && ` · ${file.description}`}
          </p>
        </div>
        <Button size="sm" onClick={onOther}>
          Another file
        </Button>
      </div>
      <Field label="Name" error={name.trim() === '' ? 'Give the workflow a name.' : undefined}>
        <Input
          autoComplete="off"
          maxLength={120}
          value={name}
          onChange={(event) => onChange({ ...opened, name: event.target.value })}
        />
      </Field>
      <MappingFields
        file={file}
        mapping={mapping}
        onChange={(next) => onChange({ ...opened, mapping: next })}
      />
    </>
  );
}
