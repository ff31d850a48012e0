import { createBrowserRouter, Navigate } from 'react-router';
import { Shell } from '@/shell/Shell';
import { NotFound, PageBroke } from '@/shell/WrongTurn';
import { Loading } from '@/ui/State';

/** Each page is a separate chunk, loaded when first visited. */
export const router = createBrowserRouter(
  [
    {
      path: '/',
      element: <Shell />,
      hydrateFallbackElement: <Loading />,
      children: [
        {
          errorElement: <PageBroke />,
          children: [
            { index: true, element: <Navigate to="/clients" replace /> },
            { path: 'clients', lazy: () => import('@/features/clients/ClientsPage') },
            { path: 'customers', lazy: () => import('@/features/customers/CustomersPage') },
            { path: 'customers/:id', lazy: () => import('@/features/customers/CustomerPage') },
            { path: 'pipeline', lazy: () => import('@/features/pipeline/PipelinePage') },
            { path: 'interactions', lazy: () => import('@/features/interactions/InteractionsPage') },
            { path: 'requests', lazy: () => import('@/features/requests/RequestsPage') },
            { path: 'requests/:id', lazy: () => import('@/features/requests/RequestsPage') },
            { path: 'sync', lazy: () => import('@/features/sync/SyncPage') },
            { path: 'sync/:id', lazy: () => import('@/features/sync/SyncPage') },
            { path: 'import', lazy: () => import('@/features/imports/ImportPage') },
            { path: 'import/:id', lazy: () => import('@/features/imports/ProgressPage') },
            { path: 'settings', lazy: () => import('@/features/settings/SettingsPage') },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ],
  { basename: '/app' },
);
