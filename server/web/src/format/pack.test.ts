import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MOST_LINK, pack, unpack } from './pack';

const letters = (bytes: Buffer) => bytes.toString('base64url');

describe('a draft in a link', () => {
  it('comes out as it went in, whatever its characters', async () => {
    const draft = { text: '# Zahlt 25.000 €\n\n給付 \u202e\u0000 "quotes"', calls: '[{"target": "0x12"}]', dao: 'harbour' };
    const packed = await pack(draft);
    expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(await unpack(packed!)).toEqual(draft);
  });

  it('is not made where it would be longer than a link may be', async () => {
    const noise = Array.from({ length: 20_000 }, (_, at) => String.fromCharCode(33 + ((at * 7919 + ((at * at) % 8191)) % 90))).join('');
    expect(await pack({ text: noise, calls: '', dao: '' })).toBeUndefined();
    expect((await pack({ text: 'again '.repeat(20_000), calls: '', dao: '' }))!.length).toBeLessThan(MOST_LINK);
  });

  it('is not made where it would unpack to more than is unpacked', async () => {
    expect(await pack({ text: '\n'.repeat(210_000), calls: '', dao: '' })).toBeUndefined();
    const most = { text: '\n'.repeat(190_000), calls: '', dao: '' };
    expect(await unpack((await pack(most))!)).toEqual(most);
  });

  it('is nothing when it was cut off, changed, or is something else', async () => {
    const packed = (await pack({ text: 'a text that is long enough to be cut', calls: '', dao: '' }))!;
    expect(await unpack(packed.slice(0, -6))).toBeUndefined();
    expect(await unpack(`${packed}!`)).toBeUndefined();
    expect(await unpack('a'.repeat(MOST_LINK + 1))).toBeUndefined();
    expect(await unpack(letters(deflateRawSync('{"text":1}')))).toBeUndefined();
    expect(await unpack(letters(deflateRawSync('["a","b",3]')))).toBeUndefined();
    expect(await unpack('')).toBeUndefined();
  });

  it('is not unpacked beyond what a draft may have', async () => {
    expect(await unpack(letters(deflateRawSync(JSON.stringify(['x'.repeat(5_000_000), '', '']))))).toBeUndefined();
  });
});
