import { cleanup } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** The network of the tests: whatever is not answered here is an error. The service is well, if anybody asks. */
export const network = setupServer(http.get('*/health/ready', () => HttpResponse.json({ status: 'ok' })));

beforeAll(() => {
  network.listen({ onUnhandledRequest: 'error' });
  // Nothing is laid out here; lists that draw only what is in sight need a size.
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
