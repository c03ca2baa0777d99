import type { ReactNode } from 'react';
import { SettingsNavigation } from '@/settings/settings-navigation';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-5xl gap-10 px-4 py-5 sm:px-6 lg:px-8 lg:py-10 max-lg:flex-col max-lg:gap-5">
      <SettingsNavigation />
      <div className="flex min-w-0 flex-1 flex-col gap-6">{children}</div>
    </div>
  );
}
