import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, test } from 'vitest';
import { useKeys } from '@/shell/keys';

/** A page whose keys get another listener each time that it is drawn. */
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

test('a page that is drawn anew between two keys forgets nothing', async () => {
  const user = open();
  await user.keyboard('g');
  await user.click(screen.getByRole('button'));
  await screen.findByText('drawn 1');
  await user.keyboard('p');
  expect(address()).toBe('/pipeline');
});

test('a letter without g before it, or typed into a field, leads nowhere', async () => {
  const user = open();
  await user.keyboard('p');
  expect(address()).toBe('/clients');
  await user.type(screen.getByLabelText('Text'), 'gp');
  expect(address()).toBe('/clients');
});
