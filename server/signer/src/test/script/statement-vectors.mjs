// Writes ../resources/statement-vectors.json with ethers 6, an implementation of EIP-712 that shares
// nothing with ours: `npm install --no-save ethers@6.17.0 && node statement-vectors.mjs`.
import { writeFileSync } from "node:fs";
import { TypedDataEncoder, Wallet } from "ethers";

const types = {
  TreasurerStatement: [
    { name: "kind", type: "string" },
    { name: "proposalId", type: "uint256" },
    { name: "actionsHash", type: "bytes32" },
    { name: "effectsHash", type: "bytes32" },
    { name: "expiry", type: "uint64" },
    { name: "reason", type: "string" },
  ],
};
const wallet = new Wallet("0x" + "4c".repeat(32));
const cases = [
  { chainId: 31337, governor: "0x" + "ab".repeat(20), kind: "approve", proposalId: "7", reason: "", expiry: 1800000000 },
  {
    chainId: 1,
    governor: "0x323a76393544d5ecca80cd6ef2a560c6a395b7e3",
    kind: "override",
    proposalId: ((1n << 256n) - 1n).toString(),
    reason: 'The "look-alike" is our own Safe — ältere Adresse 😀\nsecond line \\ {x}',
    expiry: 4102444800,
  },
  { chainId: 8453, governor: "0x" + "01".repeat(20), kind: "reject", proposalId: "0", reason: "no", expiry: 1 },
];
const vectors = [];
for (const c of cases) {
  const domain = { name: "Prytany", version: "1", chainId: c.chainId, verifyingContract: c.governor };
  const message = {
    kind: c.kind,
    proposalId: c.proposalId,
    actionsHash: "0x" + "a1".repeat(32),
    effectsHash: "0x" + "e2".repeat(32),
    expiry: c.expiry,
    reason: c.reason,
  };
  vectors.push({
    ...c,
    actionsHash: message.actionsHash,
    effectsHash: message.effectsHash,
    signer: wallet.address.toLowerCase(),
    hash: TypedDataEncoder.hash(domain, types, message),
    signature: await wallet.signTypedData(domain, types, message),
  });
}
const text = "prytany.example wants you to sign in with your Ethereum account:\nü";
vectors.push({ personal: text, signer: wallet.address.toLowerCase(), signature: await wallet.signMessage(text) });
writeFileSync(new URL("../resources/statement-vectors.json", import.meta.url), JSON.stringify(vectors, null, 2) + "\n");
