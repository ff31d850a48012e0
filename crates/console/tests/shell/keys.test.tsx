import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, test } from 'vitest';
import { useKeys } from '@/shell/keys';

/** A page whose key listener is replaced at each render. */
function Keyed() {
  const [drawn, setDrawn] = useState(0);
  useKeys(() => undefined);
  return (
    <>
      <button type="button" onClick={() => setDrawn(drawn + 1)}>
        drawn {drawn}
      </button>
      <input aria-label="Text" />
      <output>{useLocation().pathname}</output>
    </>
  );
}

function open() {
  render(
    <MemoryRouter initialEntries={['/clients']}>
      <Keyed />
    </MemoryRouter>,
  );
  return userEvent.setup();
}

const address = () => screen.getByRole('status').textContent;

test('rendering between two keys does not lose the first', async () => {
  const user = open();
  await user.keyboard('g');
  await user.click(screen.getByRole('button'));
  await screen.findByText('drawn 1');
  await user.keyboard('p');
  expect(address()).toBe('/pipeline');
});

test('a letter without g, or typed into a field, has no effect', async () => {
  const user = open();
  await user.keyboard('p');
  expect(address()).toBe('/clients');
  await user.type(screen.getByLabelText('Text'), 'gp');
  expect(address()).toBe('/clients');
});
