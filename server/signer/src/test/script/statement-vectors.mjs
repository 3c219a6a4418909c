// Writes ../resources/statement-vectors.json with ethers 6, an implementation of EIP-712 that shares
// nothing with ours: `npm install --no-save ethers@6.17.0 && node statement-vectors.mjs`.
import { writeFileSync } from "node:fs";
import { TypedDataEncoder, Wallet } from "ethers";

const statement = {
  TreasurerStatement: [
    { name: "kind", type: "string" },
    { name: "proposalId", type: "uint256" },
    { name: "effects", type: "string[]" },
    { name: "lifts", type: "string[]" },
    { name: "reason", type: "string" },
    { name: "treasurer", type: "address" },
    { name: "executor", type: "address" },
    { name: "counter", type: "uint64" },
    { name: "expiry", type: "uint64" },
    { name: "contentHash", type: "bytes32" },
    { name: "actionsHash", type: "bytes32" },
    { name: "effectsHash", type: "bytes32" },
  ],
};
const pause = {
  PrytanyPause: [
    { name: "kind", type: "string" },
    { name: "scope", type: "string" },
    { name: "ends", type: "string[]" },
    { name: "reason", type: "string" },
    { name: "treasurer", type: "address" },
    { name: "executor", type: "address" },
    { name: "counter", type: "uint64" },
  ],
};
const plugin = {
  PrytanyPlugin: [
    { name: "kind", type: "string" },
    { name: "server", type: "string" },
    { name: "plugin", type: "string" },
    { name: "version", type: "string" },
    { name: "sha256", type: "bytes32" },
    { name: "replaces", type: "bytes32" },
    { name: "operator", type: "address" },
    { name: "nonce", type: "bytes32" },
    { name: "expiry", type: "uint64" },
  ],
};
const wallet = new Wallet("0x" + "4c".repeat(32));
const treasurer = wallet.address.toLowerCase();
const executor = "0x" + "e1".repeat(20);
const none = "0x" + "00".repeat(32);
const cases = [
  {
    chainId: 31337,
    governor: "0x" + "ab".repeat(20),
    message: {
      kind: "approve",
      proposalId: "7",
      effects: ["Transfer 25,000 USDC (token 0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48) from 0x7070707070707070707070707070707070707070 to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"],
      lifts: [],
      reason: "",
      counter: "1",
      expiry: "1800000000",
      effectsHash: "0x" + "e2".repeat(32),
    },
  },
  {
    chainId: 1,
    governor: "0x323a76393544d5ecca80cd6ef2a560c6a395b7e3",
    message: {
      kind: "override",
      proposalId: ((1n << 256n) - 1n).toString(),
      effects: ["one", "two \"quoted\"", ""],
      lifts: ["AMOUNT_CONTRADICTED in call 1", "RECIPIENT_UNMENTIONED"],
      reason: 'The "look-alike" is our own Safe — ältere Adresse 😀\nsecond line \\ {x}',
      counter: ((1n << 63n) - 1n).toString(),
      expiry: "4102444800",
      effectsHash: "0x" + "e2".repeat(32),
    },
  },
  {
    chainId: 8453,
    governor: "0x" + "01".repeat(20),
    message: { kind: "reject", proposalId: "0", effects: [], lifts: [], reason: "no", counter: "2", expiry: "0", effectsHash: none },
  },
  {
    chainId: 9007199254740991,
    governor: "0x" + "01".repeat(20),
    message: { kind: "withdraw", proposalId: "1", effects: [], lifts: ["reject 2 by 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"], reason: "sorted out", counter: "3", expiry: "0", effectsHash: none },
  },
];
const vectors = [];
async function add(chainId, governor, types, message) {
  const domain = { name: "Prytany", version: "2", chainId, verifyingContract: governor };
  vectors.push({
    type: Object.keys(types)[0],
    chainId,
    governor,
    message,
    signer: treasurer,
    domainSeparator: TypedDataEncoder.hashDomain(domain),
    messageHash: TypedDataEncoder.from(types).hash(message),
    digest: TypedDataEncoder.hash(domain, types, message),
    signature: await wallet.signTypedData(domain, types, message),
  });
}
for (const { chainId, governor, message } of cases) {
  await add(chainId, governor, statement, { ...message, treasurer, executor, contentHash: "0x" + "c0".repeat(32), actionsHash: "0x" + "a1".repeat(32) });
}
await add(31337, "0x" + "ab".repeat(20), pause, { kind: "pause", scope: "payouts", ends: [], reason: "strange mail", treasurer, executor, counter: "4" });
await add(1, "0x" + "ab".repeat(20), pause, {
  kind: "resume",
  scope: "all",
  ends: ["pause 4 of payouts by 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"],
  reason: "",
  treasurer,
  executor,
  counter: "5",
});
await add(31337, "0x" + "ab".repeat(20), plugin, {
  kind: "downgrade-plugin",
  server: "https://dao.example",
  plugin: "policy-cel",
  version: "0.9.1",
  sha256: "0x" + "1f".repeat(32),
  replaces: "0x" + "2e".repeat(32),
  operator: treasurer,
  nonce: "0x" + "3d".repeat(32),
  expiry: "1800000000",
});
const text = "prytany.example wants you to sign in with your Ethereum account:\nü";
vectors.push({ personal: text, signer: treasurer, signature: await wallet.signMessage(text) });
writeFileSync(new URL("../resources/statement-vectors.json", import.meta.url), JSON.stringify(vectors, null, 2) + "\n");
