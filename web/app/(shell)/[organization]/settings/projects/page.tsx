import type { Metadata } from 'next';
import { ProjectsSettings } from '@/settings/projects/projects-settings';

export const metadata: Metadata = { title: 'Projects' };

export default function ProjectsPage() {
  return <ProjectsSettings />;
}
