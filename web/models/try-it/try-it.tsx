'use client';

import { SendHorizontal, Square } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Kbd } from '@/ui/kbd';
import { Textarea } from '@/ui/textarea';
import { useProjects } from '@/workflows/use-projects';
import type { ModelDetails } from '../detail/model-details-query';
import { ExtraFields } from './extra-fields';
import { ExtraToggles } from './extra-toggles';
import { TrialAnswer } from './trial-answer';
import { emptyTrialForm, readTrial, type TrialFaults, type TrialForm } from './trial-form';
import { useTrial } from './use-trial';

/** Asks the model something, by the way that a run takes. What was typed stays, whatever comes of it. */
export function TryIt({ model }: { model: ModelDetails }) {
  const [form, setForm] = useState(emptyTrialForm);
  const [faults, setFaults] = useState<TrialFaults>({});
  const { trial, running, ask, stop } = useTrial();
  const obstacle = useObstacle(model.status);

  function change(change: Partial<TrialForm>) {
    setForm((before) => ({ ...before, ...change }));
    const changed = Object.keys(change);
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([at]) => !changed.includes(at))));
  }

  function send(event: FormEvent) {
    event.preventDefault();
    if (running || obstacle) return;
    const read = readTrial(form, model);
    setFaults('faults' in read ? read.faults : {});
    if ('input' in read) ask(read.input);
  }

  return (
    <div className="flex flex-col gap-4">
      <form
        ref={sendOnModEnter}
        noValidate
        onSubmit={send}
        className="flex flex-col gap-4 rounded-lg border border-line bg-panel p-4"
      >
        <Field label="Prompt" error={faults.prompt}>
          <Textarea
            value={form.prompt}
            placeholder="Ask the model something"
            className="max-h-96"
            onChange={(event) => change({ prompt: event.target.value })}
          />
        </Field>
        <ExtraToggles on={form.on} has={model.capabilities} onChange={(on) => change({ on })} />
        <ExtraFields form={form} faults={faults} model={model} onChange={change} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 flex-1 basis-56 text-xs text-muted">
            {obstacle ?? 'Takes the way of a run, and is recorded and billed like one.'}
          </p>
          <span className="flex items-center gap-2">
            {!running && (
              <span aria-hidden className="flex gap-1 max-md:hidden">
                <Kbd>Ctrl</Kbd>
                <Kbd>Enter</Kbd>
              </span>
            )}
            {running ? (
              <Button icon={<Square />} onClick={stop}>
                Stop
              </Button>
            ) : (
              <Button type="submit" variant="primary" icon={<SendHorizontal />} disabled={obstacle !== null}>
                Send
              </Button>
            )}
          </span>
        </div>
      </form>
      {trial && <TrialAnswer trial={trial} running={running} />}
    </div>
  );
}

/** From every field of the form. */
function sendOnModEnter(form: HTMLFormElement | null) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    form?.requestSubmit();
  };
  form?.addEventListener('keydown', onKeyDown);
  return () => form?.removeEventListener('keydown', onKeyDown);
}

const unavailable = {
  ACTIVE: null,
  INACTIVE: 'It is switched off, so it cannot be asked.',
  DELETED: 'It is deleted, so it cannot be asked.',
  UNCONFIGURED: 'It is not configured by the operator, so it cannot be asked.',
} satisfies Record<ModelDetails['status'], string | null>;

/** Why nothing can be sent; null where it can. The API has the last word. */
function useObstacle(status: ModelDetails['status']): string | null {
  const isAdmin = useIsAdmin();
  const projects = useProjects();
  if (unavailable[status] !== null) return unavailable[status];
  const onlyViews = projects.length > 0 && projects.every(({ viewerRole }) => viewerRole === 'VIEWER');
  return !isAdmin && onlyViews
    ? 'You are a viewer in your projects: trying a model takes a contributor.'
    : null;
}
