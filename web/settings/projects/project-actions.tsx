'use client';

import { Archive, ArchiveRestore, Ellipsis, Pencil, Users } from 'lucide-react';
import { IconButton } from '@/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import type { Project } from './project-list';

export interface ProjectDeed {
  kind: 'edit' | 'members' | 'archive';
  project: Project;
}

interface ProjectActionsProps {
  project: Project;
  isAdmin: boolean;
  onChoose(deed: ProjectDeed): void;
}

export function ProjectActions({ project, isAdmin, onChoose }: ProjectActionsProps) {
  const choose = (kind: ProjectDeed['kind']) => () => onChoose({ kind, project });
  const archived = project.archivedAt !== null;
  return (
    <span className="flex max-md:absolute max-md:top-2 max-md:right-2 md:justify-end">
      <Menu
        align="end"
        trigger={
          <IconButton label={`Actions for ${project.name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Users />} onClick={choose('members')}>
          Members
        </MenuItem>
        {project.viewerRole === 'ADMIN' && !archived && (
          <MenuItem icon={<Pencil />} onClick={choose('edit')}>
            Edit
          </MenuItem>
        )}
        {isAdmin && (
          <>
            <MenuSeparator />
            <MenuItem icon={archived ? <ArchiveRestore /> : <Archive />} onClick={choose('archive')}>
              {archived ? 'Restore' : 'Archive'}
            </MenuItem>
          </>
        )}
      </Menu>
    </span>
  );
}
