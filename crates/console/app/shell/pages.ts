import type { IconName } from '@/ui/Icon';

/** The pages in menu order. `g` and the letter open one. */
export const PAGES: readonly { to: string; title: string; icon: IconName; letter: string }[] = [
  { to: '/clients', title: 'Clients', icon: 'clients', letter: 'c' },
  { to: '/customers', title: 'Customers', icon: 'customers', letter: 'u' },
  { to: '/pipeline', title: 'Pipeline', icon: 'pipeline', letter: 'p' },
  { to: '/interactions', title: 'Interactions', icon: 'interactions', letter: 'i' },
  { to: '/requests', title: 'Requests', icon: 'requests', letter: 'r' },
  { to: '/sync', title: 'Sync', icon: 'sync', letter: 'y' },
  { to: '/import', title: 'Import', icon: 'import', letter: 'm' },
  { to: '/settings', title: 'Settings', icon: 'settings', letter: 's' },
];
