import { cleanup } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** The mocked network: a request without a handler is an error. The service is healthy by default. */
export const network = setupServer(http.get('*/health/ready', () => HttpResponse.json({ status: 'ok' })));

beforeAll(() => {
  network.listen({ onUnhandledRequest: 'error' });
  // jsdom has no layout; virtual lists need a size.
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, value: 600 },
    clientWidth: { configurable: true, value: 1200 },
  });
});

afterEach(() => {
  cleanup();
  network.resetHandlers();
});

afterAll(() => network.close());
