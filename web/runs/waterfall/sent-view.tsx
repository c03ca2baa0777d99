import type { LiveStep } from '../run-store';
import { LongText } from '../long-text';

/** What a model step asked, with its templates filled. */
export function SentView({ sent }: { sent: NonNullable<LiveStep['sent']> }) {
  return (
    <section aria-label="Prompt" className="flex flex-col gap-2">
      <h3 className="text-xs font-medium text-muted">Prompt, as it was sent</h3>
      {sent.system && <Part name="System" part={sent.system} />}
      <Part name="User" part={sent.user} />
      {sent.files.length > 0 && (
        <p className="text-xs text-muted">
          With {sent.files.map(({ name, mediaType }) => `${name} (${mediaType})`).join(', ')}.
        </p>
      )}
    </section>
  );
}

function Part({
  name,
  part: { text, characters },
}: {
  name: string;
  part: { text: string; characters: number };
}) {
  return (
    <div>
      <p className="mb-1 text-xs text-muted">{name}</p>
      <LongText text={text}>
        {(shown) => (
          <pre className="rounded-md bg-sunken px-2.5 py-2 font-sans text-xs leading-5 break-words whitespace-pre-wrap">
            {shown}
          </pre>
        )}
      </LongText>
      {characters > text.length && (
        <p className="mt-1 text-xs text-muted">
          Kept: the first {text.length.toLocaleString('en-GB')} of {characters.toLocaleString('en-GB')}{' '}
          characters.
        </p>
      )}
    </div>
  );
}
