'use client';

import { Controller, FormProvider, useForm, useWatch } from 'react-hook-form';
import { useQuery } from 'urql';
import { useDeed } from '@/graphql/use-deed';
import { useEdit } from '@/graphql/use-edit';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import { toast } from '@/ui/toast';
import { useTakeOver } from '@/ui/use-take-over';
import { HttpFields } from './http-fields';
import { McpFields } from './mcp-fields';
import { placeFailure } from './place-failure';
import { ConnectionChoices, CreateTool, type Tool, ToolNow, UpdateTool } from './tool-documents';
import {
  httpDefinition,
  noConnection,
  readDefinition,
  readJson,
  schemaOfTable,
  tableOfSchema,
  type ToolForm,
} from './tool-form-values';

const kinds = [
  { value: 'http', label: 'HTTP request', description: 'One request that you describe.' },
  { value: 'mcp', label: 'MCP server', description: 'Tools that a server offers over HTTP.' },
] as const;

interface ToolDialogProps {
  projectId: string;
  /** The one to edit; without it a new one is made. */
  tool?: Tool;
  onClose(): void;
}

export function ToolDialog({ projectId, tool, onClose }: ToolDialogProps) {
  const [create] = useDeed(CreateTool);
  const [update] = useDeed(UpdateTool);
  const [{ data }] = useQuery({ query: ConnectionChoices, variables: { projectId } });
  const { base, refused } = useEdit(tool, async (ask) => {
    const node = (await ask(ToolNow, { id: tool?.id ?? '' }))?.node;
    return node && 'revision' in node ? (node as Tool) : null;
  });
  const saved = base ? readDefinition(base.definition) : null;
  const form = useForm<ToolForm>({ defaultValues: valuesOf(base) });
  useTakeOver(form, base ? { revision: base.revision, values: valuesOf(base) } : null);
  const { errors } = form.formState;
  const kind = useWatch({ control: form.control, name: 'kind' });
  const node = data?.node;
  const offered = node && 'connections' in node ? node.connections.nodes : [];
  // Until the others have come, and where they do not, its own is called by its name all the same.
  const own =
    base?.connection && !offered.some(({ id }) => id === base.connection?.id)
      ? [{ ...base.connection, setup: null }]
      : [];
  const connections = [...own, ...offered];

  const save = form.handleSubmit(async (values) => {
    const parameters = values.table ? { schema: schemaOfTable(values.table) } : readJson(values.json);
    if (values.kind === 'http' && 'fault' in parameters)
      return form.setError('json', { message: parameters.fault });
    const definition =
      values.kind === 'http' && 'schema' in parameters
        ? httpDefinition(values, parameters.schema, saved)
        : { kind: 'mcp', url: values.url.trim(), tools: values.chosen };
    const input = {
      name: values.name,
      description: values.description,
      connectionId: values.connectionId === noConnection ? null : values.connectionId,
      definition,
    };
    const outcome = base
      ? await update({ ...input, toolId: base.id, expectedRevision: base.revision })
      : await create({ ...input, projectId });
    if (!outcome.ok) return placeFailure(form, await refused(outcome));
    toast.success(tool ? 'The tool is saved' : `${values.name} is added`);
    onClose();
  });

  return (
    <Dialog
      open
      lasting
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={tool ? 'Edit the tool' : 'New tool'}
    >
      <FormProvider {...form}>
        <DialogForm form={form} onSubmit={save} onCancel={onClose} action={tool ? 'Save' : 'Add the tool'}>
          {!tool && (
            <Controller
              control={form.control}
              name="kind"
              render={({ field }) => (
                <RadioGroup
                  legend="Kind"
                  options={kinds}
                  value={field.value}
                  onValueChange={field.onChange}
                />
              )}
            />
          )}
          <Field
            label="Name"
            hint="What the model calls it: a lower-case letter, then letters, digits or “_”."
            error={errors.name?.message}
          >
            <Input
              mono
              autoComplete="off"
              spellCheck={false}
              placeholder={kind === 'http' ? 'get_order' : 'order_service'}
              {...form.register('name', { required: 'Give the tool a name.' })}
            />
          </Field>
          <Field
            label="Description"
            hint="The model decides by it when to call the tool."
            error={errors.description?.message}
          >
            <Textarea
              placeholder="Looks up an order by its number: customer, status, total and parcel."
              {...form.register('description', {
                required: 'Say what the tool does: the model chooses by it.',
              })}
            />
          </Field>
          <Field
            label="Connection"
            hint="Its secret goes along with each call. The URL must lead to its origin."
            error={errors.connectionId?.message}
          >
            <Controller
              control={form.control}
              name="connectionId"
              render={({ field }) => (
                <Select
                  options={[
                    { value: noConnection, label: 'None: calls without a secret' },
                    ...connections.map(({ id, name, setup }) => ({
                      value: id,
                      label: name,
                      ...(setup && { description: setup.origin }),
                    })),
                  ]}
                  value={field.value}
                  onValueChange={field.onChange}
                />
              )}
            />
          </Field>
          {kind === 'http' ? <HttpFields /> : <McpFields projectId={projectId} />}
        </DialogForm>
      </FormProvider>
    </Dialog>
  );
}

function valuesOf(tool: Tool | undefined): ToolForm {
  const saved = tool ? readDefinition(tool.definition) : null;
  const parameters = saved?.kind === 'http' ? saved.parameters : schemaOfTable([]);
  return {
    kind: saved?.kind ?? 'http',
    name: tool?.name ?? '',
    description: tool?.description ?? '',
    connectionId: tool?.connection?.id ?? noConnection,
    method: saved?.kind === 'http' ? saved.method : 'GET',
    url: saved?.url ?? '',
    table: tableOfSchema(parameters),
    json: JSON.stringify(parameters, null, 2),
    chosen: saved?.kind === 'mcp' ? saved.tools : [],
  };
}
