#!/bin/sh
# From nothing to a streamed answer by GraphQL alone: adds a model, proves it, makes a workflow that asks it, runs it.
#
#   PATCHBAY_KEY=... sh e2e/first-call.sh ["What to ask about"]
#
# The key is made under Settings, API keys, with the reach Admin and all scopes. The model is one of the local sandbox
# unless MODEL_URL, MODEL_KEY and MODEL_ID name another OpenAI-compatible server.
set -eu

url=${PATCHBAY_URL:-http://127.0.0.1:4800}
key=${PATCHBAY_KEY:?"is not set: make a key under Settings, API keys"}
MODEL_URL=${MODEL_URL:-http://127.0.0.1:4807/v1}
MODEL_KEY=${MODEL_KEY:-any-key-will-do}
MODEL_ID=${MODEL_ID:-sandbox-smart}
subject=${1:-patch cables}
mark=$(date +%s)

# ask <document> <variables, as a JavaScript expression; its own arguments are in `args`> [arguments]
ask() {
  body "$@" | curl -sS --fail-with-body "$url/graphql" \
    -H "authorization: Bearer $key" -H 'content-type: application/json' --data-binary @-
}

body() {
  node -e '
    const [query, variables, ...args] = process.argv.slice(1);
    console.log(JSON.stringify({ query, variables: new Function("args", `return (${variables})`)(args) }));
  ' "$@"
}

# pick <path>: one value of the answer, or the whole answer as the reason why there is none
pick() {
  node -e '
    const text = require("node:fs").readFileSync(0, "utf8");
    const value = process.argv[1].split(".").reduce((at, name) => at?.[name], JSON.parse(text).data);
    if (value == null) { console.error(`The answer has no ${process.argv[1]}:\n${text}`); process.exit(1); }
    console.log(typeof value === "string" ? value : JSON.stringify(value));
  ' "$1"
}

setup='{ provider: "openai-compatible", providerModelId: args[0], fields: [
  { name: "baseUrl", value: args[1] }, { name: "apiKey", value: args[2] } ] }'

echo "1. Test the connection"
ask 'mutation ($setup: ModelSetupInput!) {
  testModelConnection(input: { setup: $setup }) {
    ... on TestModelConnectionPayload { test { passed message fix } }
    ... on Error { message }
  }
}' "{ setup: $setup }" "$MODEL_ID" "$MODEL_URL" "$MODEL_KEY" | pick testModelConnection.test.message

echo "2. Add the model"
slug=$(ask 'mutation ($setup: ModelSetupInput!, $slug: String!) {
  addCustomModel(input: { displayName: $slug, slug: $slug, setup: $setup }) {
    ... on AddCustomModelPayload { model { reference } }
    ... on Error { message }
  }
}' "{ slug: args[3], setup: $setup }" "$MODEL_ID" "$MODEL_URL" "$MODEL_KEY" "first-model-$mark" |
  pick addCustomModel.model.reference)
echo "   $slug"

echo "3. Make a workflow that asks it, and publish it"
project=$(ask '{ organization { projects(first: 1) { nodes { id } } } }' '{}' | pick organization.projects.nodes.0.id)
workflow=$(ask 'mutation ($project: ID!, $graph: JSON!) {
  createWorkflow(input: { projectId: $project, name: "First call", graph: $graph }) {
    ... on CreateWorkflowPayload { workflow { id } }
    ... on Error { message }
  }
}' '{ project: args[0], graph: { version: 1,
  nodes: [
    { id: "in", kind: "input", key: "input", name: "Input", position: { x: 0, y: 0 },
      data: { fields: [{ name: "subject", type: "text" }] } },
    { id: "ask", kind: "prompt", key: "ask", name: "Ask", position: { x: 320, y: 0 },
      data: { model: args[1], user: "Say something about {{ input.subject }}." } },
    { id: "out", kind: "output", key: "output", name: "Output", position: { x: 640, y: 0 },
      data: { results: [{ name: "answer", value: "{{ ask.text }}" }] } } ],
  edges: [
    { id: "1", source: "in", sourcePort: "out", target: "ask", targetPort: "in" },
    { id: "2", source: "ask", sourcePort: "out", target: "out", targetPort: "in" } ] } }' \
  "$project" "$slug" | pick createWorkflow.workflow.id)
ask 'mutation ($workflow: ID!) {
  publishWorkflow(input: { workflowId: $workflow, revision: 1 }) {
    ... on PublishWorkflowPayload { version { number } }
    ... on Error { message }
  }
}' '{ workflow: args[0] }' "$workflow" | pick publishWorkflow.version.number | sed 's/^/   version /'

echo "4. Run it"
run=$(ask 'mutation ($workflow: ID!, $input: JSON!, $key: String!) {
  startRun(input: { workflowId: $workflow, input: $input, idempotencyKey: $key }) {
    ... on StartRunPayload { run { id } }
    ... on Error { message }
  }
}' '{ workflow: args[0], input: { subject: args[1] }, key: args[2] }' "$workflow" "$subject" "first-call-$mark" |
  pick startRun.run.id)

echo "5. Watch the answer come"
body 'subscription ($run: ID!) {
  runEvents(runId: $run) {
    ... on RunStepChanged { step { partial } }
    ... on RunTextAdded { offset text }
  }
}' '{ run: args[0] }' "$run" | curl -sSN "$url/graphql/stream" \
  -H "authorization: Bearer $key" -H 'content-type: application/json' -H 'accept: text/event-stream' \
  --data-binary @- | node -e '
    let shown = 0;
    const show = (text, offset) => {
      process.stdout.write(text.slice(shown - offset));
      shown = Math.max(shown, offset + text.length);
    };
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      if (!line.startsWith("data: {")) return;
      const event = JSON.parse(line.slice(6)).data.runEvents;
      if (event.step?.partial) show(event.step.partial, 0);
      if (event.text) show(event.text, event.offset);
    }).on("close", () => console.log());
  '

echo "6. What it took"
ask 'query ($run: ID!) {
  run(id: $run) {
    status
    output
    steps { path status attempts { modelSlug outcome inputTokens outputTokens } }
  }
}' '{ run: args[0] }' "$run" | pick run
