import { Search } from 'lucide-react';

interface SearchFieldProps {
  /** For screen readers: "Search models". */
  label: string;
  placeholder: string;
  value: string;
  onValueChange(text: string): void;
  onBlur?(): void;
}

export function SearchField({ label, placeholder, value, onValueChange, onBlur }: SearchFieldProps) {
  return (
    <label className="relative min-w-0 flex-1 basis-48 sm:max-w-72">
      <span className="sr-only">{label}</span>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        className="control pl-8"
        placeholder={placeholder}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onBlur={onBlur}
      />
    </label>
  );
}
