import anthropic from '@lobehub/icons-static-svg/icons/anthropic.svg';
import azure from '@lobehub/icons-static-svg/icons/azure-color.svg';
import bedrock from '@lobehub/icons-static-svg/icons/bedrock-color.svg';
import fireworks from '@lobehub/icons-static-svg/icons/fireworks.svg';
import gemini from '@lobehub/icons-static-svg/icons/gemini-color.svg';
import huggingFace from '@lobehub/icons-static-svg/icons/huggingface-color.svg';
import openAi from '@lobehub/icons-static-svg/icons/openai.svg';
import openRouter from '@lobehub/icons-static-svg/icons/openrouter.svg';
import together from '@lobehub/icons-static-svg/icons/together-color.svg';
import vertex from '@lobehub/icons-static-svg/icons/vertexai-color.svg';
import type { WireId } from '@patchbay/schema/providers/index.ts';
import clsx from 'clsx';

interface Logo {
  /** Where the build has put it. */
  image: string;
  /** Of one colour: drawn in that of the text, so that it is seen in either theme. */
  plain?: true;
}

/** Null: there is none, and letters stand in its place. */
const logos: Partial<Record<string, Logo | null>> = {
  openai: { image: openAi, plain: true },
  'azure-openai': { image: azure },
  anthropic: { image: anthropic, plain: true },
  gemini: { image: gemini },
  vertex: { image: vertex },
  bedrock: { image: bedrock },
  fireworks: { image: fireworks, plain: true },
  together: { image: together },
  huggingface: { image: huggingFace },
  oci: null,
  'openai-compatible': null,
  openrouter: { image: openRouter, plain: true },
} satisfies Record<WireId, Logo | null>;

interface ProviderLogoProps {
  provider: string;
  /** What the provider is called. */
  label: string;
  className?: string;
}

/** A decoration: the provider's name stands beside it, or in its tooltip. */
export function ProviderLogo({ provider, label, className }: ProviderLogoProps) {
  const logo = logos[provider];
  return (
    <span
      aria-hidden
      title={label}
      className={clsx(
        'flex size-8 shrink-0 items-center justify-center rounded-md border border-line bg-panel',
        className,
      )}
    >
      {logo ? (
        <LogoImage {...logo} />
      ) : (
        <span className="text-xs font-medium text-muted">{initials(label)}</span>
      )}
    </span>
  );
}

function LogoImage({ image, plain }: Logo) {
  if (!plain) return <img src={image} alt="" width={18} height={18} />;
  return (
    <span
      className="size-4.5 bg-ink mask-contain mask-center mask-no-repeat"
      style={{ maskImage: `url(${image})` }}
    />
  );
}

function initials(label: string): string {
  return label
    .split(/[\s-]+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase())
    .join('');
}
