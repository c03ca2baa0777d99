/** A value as JSON; texts on their own lines, so that they can be read. */
export function ValueView({ value }: { value: unknown }) {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  if (!entries) return <Json value={value} />;
  return (
    <dl className="flex flex-col gap-2 text-sm">
      {entries.map(([name, inner]) => (
        <div key={name} className="min-w-0">
          <dt className="font-mono text-xs text-muted">{name}</dt>
          <dd className="mt-0.5">
            {typeof inner === 'string' ? (
              <p className="break-words whitespace-pre-wrap">{inner}</p>
            ) : (
              <Json value={inner} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Json({ value }: { value: unknown }) {
  return (
    <pre className="rounded-md bg-sunken px-2.5 py-2 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
