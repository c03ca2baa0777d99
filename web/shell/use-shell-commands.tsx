'use client';

import { Building2, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { signOut } from '@/access/sign-out';
import { sectionList } from '@/settings/sections';
import type { PaletteCommand } from '@/ui/command-palette';
import { placeList } from './places';
import { useViewer } from './viewer';

/** What the command palette offers on every page. */
export function useShellCommands(): PaletteCommand[] {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { viewer, membership } = useViewer();

  return useMemo(() => {
    const slug = membership?.slug;
    const go = (path: string) => () => router.push(path);
    const here: PaletteCommand[] = slug
      ? [
          ...placeList.map(({ label, icon: Icon, path }) => ({
            id: `place-${path}`,
            label,
            group: 'Go to',
            icon: <Icon />,
            run: go(`/${slug}/${path}`),
          })),
          ...sectionList.map(({ label, icon: Icon, path, keywords }) => ({
            id: `settings-${path}`,
            label: `Settings: ${label}`,
            group: 'Go to',
            icon: <Icon />,
            keywords,
            run: go(`/${slug}/settings/${path}`),
          })),
        ]
      : [];
    return [
      ...here,
      {
        id: 'account',
        label: 'Your account',
        group: 'Go to',
        icon: <UserRound />,
        keywords: ['password', 'sessions'],
        run: go('/account'),
      },
      ...viewer.memberships
        .filter((one) => one.slug !== membership?.slug)
        .map((other) => ({
          id: `organization-${other.slug}`,
          label: other.name,
          group: 'Switch organisation',
          icon: <Building2 />,
          run: go(`/${other.slug}`),
        })),
      { id: 'light', label: 'Light theme', group: 'Appearance', icon: <Sun />, run: () => setTheme('light') },
      { id: 'dark', label: 'Dark theme', group: 'Appearance', icon: <Moon />, run: () => setTheme('dark') },
      {
        id: 'system',
        label: 'Theme of the system',
        group: 'Appearance',
        icon: <Monitor />,
        run: () => setTheme('system'),
      },
      { id: 'sign-out', label: 'Sign out', group: 'Account', icon: <LogOut />, run: signOut },
    ];
  }, [router, setTheme, viewer, membership]);
}
