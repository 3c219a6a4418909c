// What the server answers to a draft, for work on the page: as if the calls paid ten times what the text asks for.
import { named } from './fixtures.mjs';

export function draftOf({ text, calls, dao }) {
  const { headline, happens, executes, description, contentHash, digest, effects, verdict } = named.lookalike;
  if (/^\s*(?:$|\[|\{|0x)/.test(calls)) {
    const edits = { AMOUNT_CONTRADICTED: 'Make both the same: correct the amount in the text, or in the call.', RECIPIENT_LOOKALIKE: 'Stop: ask the payee for the address in another way, and take it from there.' };
    return {
      status: 200,
      body: {
        draft: {
          headline, happens, executes, description, contentHash, digest,
          effects: dao === '' ? { ...effects, block: 0, method: 'decoded' } : effects,
          verdict: { ...verdict, findings: verdict.findings.map((finding) => ({ ...finding, next: edits[finding.code] ?? 'Link to where the payee says in public that the address is theirs.' })) },
        },
        form: calls.trim() === '' ? 'no calls' : 'a batch of Safe’s Transaction Builder',
        notes: text.trim() === '' ? ['People would choose between: For; Against.'] : [],
        unsaid: [`Pays 250,000 dUSD to ${effects.effects[0].to}`],
        tried: dao !== '',
      },
    };
  }
  const detail = 'Line 1 of the calls begins with no address, and a call begins with its target: write 0x and 40 hexadecimal digits, with the capital letters that it was given with. Give JSON if that is what you have.';
  return { status: 400, body: { type: 'about:blank', title: 'The request is not in order', status: 400, detail, code: 'INVALID_INPUT' } };
}
