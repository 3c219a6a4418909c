import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Wallet } from './provider';
import { AccessProvider, useAccess } from './session';
import { Problem } from './SignIn';

// The server was updated while the page was open: the part is there no more.
vi.mock('./siwe', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('a sign-in whose part of the page is gone says to reload, before wallet and server are asked', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return new Response('{}');
  });
  const wallet: Wallet = {
    id: 'w',
    name: 'Wallet',
    provider: {
      request: async ({ method }) => {
        asked.push(method);
        return [];
      },
    },
  };

  function SignIn() {
    const { signIn } = useAccess();
    const [error, setError] = useState<unknown>();
    return (
      <>
        <button type="button" onClick={() => void signIn(wallet, 1).catch(setError)}>
          Sign in
        </button>
        <Problem error={error} />
      </>
    );
  }

  render(
    <AccessProvider>
      <SignIn />
    </AccessProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Reload this page');
  expect(asked).toEqual([]);
});
