import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Dao, PluginConfiguration, PluginSetting, SettingsOrder } from '../api/schema';
import { settingsObjections } from './checks';
import { hashesOf, TYPES } from './hashes';
import { AccessProvider } from './session';
import { Settings } from './SetPlugin';
import { hashOfAll, hashOfValue, ofLines, orderOf } from './settings';

const OPERATOR = `0x${'31'.repeat(20)}`;
const SALT = '5'.repeat(64);
const dao = { id: 'd', chainId: 31337, governor: `0x${'60'.repeat(20)}` } as Dao;

function setting(name: string, its: Partial<PluginSetting>): PluginSetting {
  return { name, type: 'string', title: name, description: '', secret: false, required: false, expected: 'a text', choices: [], from: 'nothing', ...its };
}

const CONFIGURATION: PluginConfiguration = {
  plugin: 'chat',
  version: '1.0',
  sha256: '1'.repeat(64),
  latest: '2'.repeat(64),
  onTrial: false,
  settings: [
    setting('room', { from: 'order', value: 'hall', hash: '3'.repeat(64), title: 'Room', byDefault: 'lobby' }),
    setting('token', { secret: true, from: 'file', title: 'Token' }),
    setting('most', { type: 'integer', expected: 'a whole number, at most 9', title: 'Most', from: 'default', byDefault: '3', value: '3' }),
    setting('loud', { type: 'boolean', expected: 'true or false', title: 'Loud' }),
    setting('tone', { choices: ['plain', 'warm'], expected: 'one of plain, warm', title: 'Tone' }),
    setting('kinds', { type: 'array', choices: ['votes', 'payouts'], title: 'Kinds' }),
    setting('constructor', { title: 'Odd' }),
    setting('words', { type: 'array', title: 'Words', from: 'file', value: 'one, two' }),
  ],
  others: [{ name: 'old', hash: '4'.repeat(64) }],
};

describe('what is ordered for a plugin', () => {
  it('is bound as the server binds it', () => {
    // Made by the server's SetValue; its test has the same.
    expect(hashOfValue('room', { value: 'court é', salt: SALT })).toBe('0fe40073d9a0f43ad63461c2762702e6f4d79ac35626a204d922547b7724b200');
    expect(hashOfAll({ token: '7'.repeat(64), room: '6'.repeat(64) })).toBe('8ef2975c91c9cf6bb01b7a343c050082727fd48cafd5d2c3cb864c07012258a5');
    expect(hashOfAll({})).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('keeps what is not changed, secrets too, of which only the hash is known', () => {
    const sent = orderOf(CONFIGURATION, { room: null, most: '4' }, () => SALT);
    expect(sent.set).toEqual({ most: { value: '4', salt: SALT } });
    expect(sent.unset).toEqual(['room']);
    expect(sent.values).toBe(hashOfAll({ old: '4'.repeat(64), most: hashOfValue('most', { value: '4', salt: SALT }) }));
  });

  it('draws another salt each time', () => {
    const [one, other] = [orderOf(CONFIGURATION, { most: '4' }), orderOf(CONFIGURATION, { most: '4' })];
    expect(one.set['most']!.salt).toMatch(/^[0-9a-f]{64}$/);
    expect(one.values).not.toBe(other.values);
  });

  it('may be a list, one a line', () => {
    expect(ofLines(' one\n\n two ')).toBe('one, two');
  });
});

function order(message: object = {}): SettingsOrder {
  const typedData = {
    domain: { name: 'Prytany', version: '2', chainId: 31337, verifyingContract: dao.governor },
    types: {
      EIP712Domain: [
        { name: 'name', type: 'string' },
        { name: 'version', type: 'string' },
        { name: 'chainId', type: 'uint256' },
        { name: 'verifyingContract', type: 'address' },
      ],
      PrytanyPluginSettings: TYPES['PrytanyPluginSettings']!,
    },
    primaryType: 'PrytanyPluginSettings',
    message: {
      kind: 'configure-plugin',
      server: 'https://dao.example',
      plugin: 'chat',
      set: ['most'],
      unset: ['room'],
      values: `0x${'8'.repeat(64)}`,
      replaces: `0x${'2'.repeat(64)}`,
      operator: OPERATOR,
      nonce: `0x${'7'.repeat(64)}`,
      expiry: '1000060',
      ...message,
    },
  };
  return { dao: 'd', plugin: 'chat', expiry: 1_000_060, binds: [], typedData, hashes: hashesOf(typedData) };
}

describe('an order about values to sign', () => {
  const wanted = { plugin: 'chat', set: ['most'], unset: ['room'], values: '8'.repeat(64), replaces: '2'.repeat(64), operator: OPERATOR, server: 'https://dao.example' };

  it('that says what was entered may be signed', () => {
    expect(settingsObjections(order(), wanted, dao)).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['another plugin', { plugin: 'other' }, /not about the values of the plugin/],
    ['another act', { kind: 'remove-plugin' }, /not about the values of the plugin/],
    ['another server', { server: 'https://other.example' }, /for the server at https:\/\/other\.example/],
    ['one more value', { set: ['endpoint', 'most'] }, /sets or takes back other values/],
    ['nothing taken back', { unset: [] }, /sets or takes back other values/],
    ['other values', { values: `0x${'9'.repeat(64)}` }, /binds other values/],
    ['another state', { replaces: `0x${'0'.repeat(64)}` }, /ordered anew/],
    ['another account', { operator: dao.governor }, /another account than yours/],
    ['another time', { expiry: '1000061' }, /another time/],
  ])('with %s may not', (_what, message, why) => {
    expect(settingsObjections(order(message), wanted, dao).join(' ')).toMatch(why);
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(answer: () => Response = () => new Response('{}', { status: 500 })) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return answer();
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AccessProvider>
        <Settings configuration={CONFIGURATION} dao={dao} onClose={() => {}} />
      </AccessProvider>
    </QueryClientProvider>,
  );
  return asked;
}

const around = (label: string) => screen.getByLabelText(label).closest<HTMLElement>('.setting')!;
const sign = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Show what I will sign' });

describe('the form made from a schema', () => {
  it('shows what is set, where it comes from and the default, and no secret', () => {
    open();
    expect(screen.getByLabelText<HTMLInputElement>('Room').value).toBe('hall');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Words').value).toBe('one\ntwo');
    const token = screen.getByLabelText<HTMLInputElement>('Token');
    expect([token.type, token.value, token.placeholder]).toEqual(['password', '', 'set; type to replace it']);
    expect(around('Most').textContent).toMatch(/the default counts.*Default: 3/);
    expect(within(screen.getByLabelText('Loud')).getAllByRole('option')).toHaveLength(3);
    expect(within(screen.getByLabelText('Tone')).getByRole('option', { name: 'warm' })).toBeTruthy();
    expect(sign().disabled).toBe(true);
  });

  it('shows each name with its value before it is signed, and of a secret that it is new', async () => {
    open(() => new Response(JSON.stringify(order())));
    fireEvent.change(screen.getByLabelText('Most'), { target: { value: '4' } });
    fireEvent.change(screen.getByLabelText('Token'), { target: { value: 'tell-nobody' } });
    fireEvent.click(sign());
    await screen.findByText('It sets most to: 4');
    expect(screen.getByText('It sets token to the new secret that you entered.')).toBeTruthy();
    expect(document.body.textContent).not.toContain('tell-nobody');
  });

  it('takes a name that every object has for a name', () => {
    open();
    expect(screen.getByLabelText<HTMLInputElement>('Odd').value).toBe('');
    expect(within(around('Odd')).queryByRole('alert')).toBeNull();
  });

  it('asks for an order over what was changed', async () => {
    const asked = open();
    fireEvent.change(screen.getByLabelText('Most'), { target: { value: '4' } });
    fireEvent.click(screen.getByLabelText('payouts'));
    fireEvent.click(screen.getByLabelText('Take back what the order set'));
    fireEvent.click(sign());
    await screen.findByText(/The server answered 500/);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/\/plugins\/chat\/settings\/order\?.*set=kinds%2Cmost.*unset=room.*values=[0-9a-f]{64}/);
  });

  it('says at its field what is wrong, and asks for nothing', () => {
    const asked = open();
    const most = screen.getByLabelText<HTMLInputElement>('Most');
    fireEvent.change(most, { target: { value: 'many' } });
    expect(within(around('Most')).getByRole('alert').textContent).toBe('Enter a whole number, at most 9.');
    expect(most.getAttribute('aria-invalid')).toBe('true');
    fireEvent.click(sign());
    expect(asked).toEqual([]);
    fireEvent.change(most, { target: { value: '3' } });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(sign().disabled).toBe(true);
  });
});
