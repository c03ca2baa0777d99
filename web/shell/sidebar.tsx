'use client';

import clsx from 'clsx';
import { PanelLeft } from 'lucide-react';
import { IconButton } from '@/ui/icon-button';
import { Logo, LogoMark } from '@/ui/logo';
import { Navigation } from './navigation';
import { OrganizationSwitcher } from './organization-switcher';
import { PaletteButton } from './palette-button';
import { UserMenu } from './user-menu';

interface SidebarProps {
  collapsed: boolean;
  onCollapsedChange(collapsed: boolean): void;
}

export function Sidebar({ collapsed, onCollapsedChange }: SidebarProps) {
  return (
    <aside
      aria-label="Sidebar"
      className={clsx(
        'sticky top-0 flex h-dvh shrink-0 flex-col border-r border-line bg-canvas p-2 transition-[width] duration-150 max-md:hidden',
        collapsed ? 'w-13' : 'w-58',
      )}
    >
      <div className={clsx('flex h-10 items-center', collapsed ? 'justify-center' : 'justify-between pl-2')}>
        {!collapsed && <Logo />}
        <IconButton
          label={collapsed ? 'Widen the sidebar' : 'Narrow the sidebar'}
          aria-expanded={!collapsed}
          onClick={() => onCollapsedChange(!collapsed)}
        >
          {collapsed ? <LogoMark /> : <PanelLeft />}
        </IconButton>
      </div>
      <div className="mt-2 flex flex-col gap-1">
        <OrganizationSwitcher collapsed={collapsed} />
        <PaletteButton collapsed={collapsed} />
      </div>
      <div className="mt-4 flex-1 overflow-y-auto">
        <Navigation collapsed={collapsed} />
      </div>
      <UserMenu collapsed={collapsed} />
    </aside>
  );
}
