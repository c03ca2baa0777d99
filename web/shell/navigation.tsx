'use client';

import clsx from 'clsx';
import { Link } from '@/ui/link';
import { usePathname } from 'next/navigation';
import { Tooltip } from '@/ui/tooltip';
import { placeList } from './places';
import { useViewer } from './viewer';

interface NavigationProps {
  collapsed?: boolean;
  /** Called when a place was chosen: the drawer closes then. */
  onChoose?(): void;
}

export function Navigation({ collapsed, onChoose }: NavigationProps) {
  const pathname = usePathname();
  const { membership } = useViewer();
  if (!membership) return null;

  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {placeList.map(({ label, icon: Icon, path }) => {
          const href = `/${membership.slug}/${path}`;
          const here = pathname === href || pathname.startsWith(`${href}/`);
          const link = (
            <Link
              href={href}
              onClick={onChoose}
              aria-current={here ? 'page' : undefined}
              aria-label={collapsed ? label : undefined}
              className={clsx(
                'flex h-8 items-center gap-2.5 rounded-md text-sm transition-colors pointer-coarse:h-10',
                collapsed ? 'justify-center' : 'px-2',
                here ? 'bg-sunken font-medium text-ink' : 'text-muted hover:bg-sunken hover:text-ink',
              )}
            >
              <Icon aria-hidden className={clsx('size-4 shrink-0', here && 'text-accent')} />
              {!collapsed && label}
            </Link>
          );
          return (
            <li key={path}>
              {collapsed ? (
                <Tooltip content={label} side="right">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
