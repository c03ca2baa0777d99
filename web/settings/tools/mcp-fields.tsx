'use client';

import type { McpToolDefinition } from '@patchbay/schema/tools/tool-definition.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { noConnection, type ToolForm } from './tool-form-values';

const Discover = graphql(`
  mutation DiscoverMcpTools($projectId: ID!, $url: String!, $connectionId: ID) {
    discoverMcpTools(input: { projectId: $projectId, url: $url, connectionId: $connectionId }) {
      ... on DiscoverMcpToolsPayload {
        tools {
          name
          description
          parameters
          fault
        }
      }
      ...Failure
    }
  }
`);

type Offer = McpToolDefinition['tools'][number] & { fault: string | null };

/** A server, and which of its tools are chosen. What is chosen is kept as the server describes it now. */
export function McpFields({ projectId }: { projectId: string }) {
  const { register, watch, setValue, setError, clearErrors, getValues, formState } =
    useFormContext<ToolForm>();
  const [discover, discovering] = useDeed(Discover);
  const [found, setFound] = useState<Offer[]>();
  const chosen = watch('chosen');
  const { errors } = formState;
  const offers = found ?? chosen.map((one) => ({ ...one, fault: null }));

  async function look() {
    clearErrors(['url', 'chosen', 'connectionId']);
    const { url, connectionId } = getValues();
    const outcome = await discover({
      projectId,
      url,
      connectionId: connectionId === noConnection ? null : connectionId,
    });
    if (!outcome.ok) {
      const { connectionId: ofConnection, url: ofUrl = outcome.message } = outcome.fieldErrors;
      return ofConnection
        ? setError('connectionId', { message: ofConnection })
        : setError('url', { message: ofUrl });
    }
    const tools = outcome.data.tools.map(({ name, description, parameters, fault }) => ({
      name,
      description,
      parameters: isRecord(parameters) ? parameters : {},
      fault,
    }));
    setFound(tools);
    // What was chosen before is chosen again, as it is described now.
    const names = new Set(chosen.map(({ name }) => name));
    choose(tools.filter(({ name, fault }) => fault === null && (names.size === 0 || names.has(name))));
  }

  function choose(tools: readonly Offer[]) {
    clearErrors('chosen');
    setValue(
      'chosen',
      tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
    );
  }

  return (
    <>
      <Field label="Server URL" hint="Of an MCP server, over streamable HTTP." error={errors.url?.message}>
        <Input
          mono
          autoComplete="off"
          spellCheck={false}
          placeholder="https://mcp.example.com/mcp"
          {...register('url', { required: 'Write the URL of the server.' })}
        />
      </Field>
      <span>
        <Button onClick={() => void look()} pending={discovering}>
          {chosen.length > 0 || found ? 'Look again' : 'Find its tools'}
        </Button>
      </span>
      <fieldset className="flex flex-col gap-3" aria-live="polite">
        <legend className="contents">
          <span className="text-sm font-medium">Tools of the server</span>
        </legend>
        {offers.length === 0 && (
          <p className="text-sm text-muted">{found ? 'The server offers none.' : 'Not looked at yet.'}</p>
        )}
        {offers.map((offer) => (
          <Checkbox
            key={offer.name}
            label={<span className="font-mono">{offer.name}</span>}
            hint={offer.description}
            error={offer.fault ?? undefined}
            disabled={offer.fault !== null}
            checked={chosen.some(({ name }) => name === offer.name)}
            onCheckedChange={(checked) =>
              choose(
                offers.filter(({ name }) =>
                  name === offer.name ? checked : chosen.some((one) => one.name === name),
                ),
              )
            }
          />
        ))}
        {errors.chosen?.message && (
          <p role="alert" className="text-xs text-danger">
            {errors.chosen.message}
          </p>
        )}
      </fieldset>
    </>
  );
}
