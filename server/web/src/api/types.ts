/** The shapes of docs/rest-api.md. Amounts are decimal strings in base units; times are ISO-8601 UTC. */

export interface Dao {
  id: string;
  name: string;
  chainId: number;
  governor: string;
  treasury: string;
  approvalThreshold: number;
  treasurers: string[];
  votes: boolean;
  executes: boolean;
  /** The accounts that vote and pay here, where the server does. */
  voter?: string;
  executor?: string;
  /** Where the voter's key may only vote, or was revoked: until when, and how much of that is left. */
  voteKey?: { name: string; until?: string; secondsLeft: number; revoked: boolean; words: string };
  synced?: { block: number; at: string };
  proposals: number;
  kept: Kept;
  /** Of all holders together. */
  balances: Balance[];
  /** The accounts that hold what the DAO has, the treasury first. */
  holders?: Holder[];
  /** Who may move what they have, apart from votes. */
  dangers?: string[];
  /** Where an explorer shows an address of its chain, with {address} in its place; absent where the operator named none. */
  explorer?: string;
  /** What its governor is one of several of, where the operator said so. */
  organisation?: string;
  /** Names by address: those that the operator gave. */
  labels?: Record<string, string>;
  /** What its governor was found to be, and what does not work with it. */
  kind?: {
    family: string;
    title: string;
    limits: string[];
    /** The contract's numbers; empty where nobody knows how it takes votes. */
    supports?: Partial<Record<VoteSupport, number>>;
    /** Whether it counts a vote in several directions. */
    inParts?: boolean;
    /** What takes delegations. */
    votesToken?: string;
  };
  /** Why the DAO cannot be followed at the moment. */
  problem?: string;
}

export interface Balance {
  symbol?: string;
  token?: string;
  decimals?: number;
  amount: string;
}

export interface Holder {
  account: string;
  role: 'treasury' | 'funds';
  balances: Balance[];
}

/** What became of the votes and payouts that fell due. */
export interface Kept {
  votes: KeptCount;
  payouts: KeptCount;
  missed: { duty: string; proposalId: string; headline: string; reason: string; at: string }[];
}

export interface KeptCount {
  due: number;
  met: number;
  missed: number;
  dropped: number;
}

export interface Votes {
  for: string;
  against: string;
  abstain: string;
  /** Absent before voting opens. */
  quorum?: string;
}

/** How much went one way: for, against, abstain, or the contract's number where nobody explains it. */
export interface CastPart {
  direction: string;
  /** Base units of the votes token. */
  weight: string;
}

/** An account that voted, all its votes on the proposal together. */
export interface Voter {
  account: string;
  weight: string;
  parts: CastPart[];
  /** Whether this server votes with it. */
  ours: boolean;
  /** Whether the policy asks for its votes. */
  followed: boolean;
  /** How many votes it cast; more than one where it voted in parts. */
  votes: number;
  /** What those who delegated to it voted otherwise; it is out of its weight. */
  taken?: string;
  transaction: string;
  block: number;
  /** Its own words, of the newest votes. */
  reasons: { text: string; transaction: string; block: number }[];
}

/** Who voted, as far as the chain's logs were read. */
export interface Voters {
  cast: CastPart[];
  voters: number;
  /** The heaviest first. */
  largest: Voter[];
  next?: number;
  readTo?: { block: number; at: string };
  problem?: string;
}

export interface ProposalSummary {
  dao: string;
  id: string;
  /** The author's title. */
  headline: string;
  /** What will happen, in at most 90 characters; absent where only the title says. */
  happens?: string;
  state: string;
  proposer: string;
  block: number;
  contentHash: string;
  votes?: Votes;
  /** When voting opens, as long as it has not. */
  opens?: string;
  deadline?: string;
  blocked: boolean;
  findings: { red: number; amber: number; note: number };
  /** What it executes, in one line; absent until it is simulated. */
  executes?: string;
  nextDuty?: { kind: string; notBefore: string; latestSafe: string };
  updatedAt?: string;
}

/** A text, what its calls do, and whether both say the same: of a proposal, or of a draft. */
export interface Compared {
  description: string;
  contentHash: string;
  digest?: Digest;
  effects?: Effects;
  verdict?: Verdict;
}

/** A draft as it would be as a proposal. */
export interface Draft extends Compared {
  headline: string;
  happens?: string;
  executes: string;
}

export interface DraftAnswer {
  draft: Draft;
  /** In which form the calls were given, in words. */
  form: string;
  notes: string[];
  /** What the calls do and the text does not say, each in a line that it could say. */
  unsaid: string[];
  /** Whether the calls were tried on the DAO's chain. */
  tried: boolean;
}

/** Whether drafts are checked here: how many a minute (0: none), and how long one may be. */
export interface DraftOffer {
  perMinute: number;
  bytes: number;
}

export interface Proposal extends ProposalSummary, Compared {
  descriptionHash: string;
  actionsHash: string;
  transactionHash: string;
  voteStart?: string;
  voteEnd?: string;
  /** What the operator's language model wrote beside the digest; absent where none writes. */
  written?: Written;
  decision?: Decision;
  ballot?: Act;
  queue?: Act;
  execution?: Act;
  approvals?: Approvals;
  receipt?: Receipt;
  timeline: TimelineEvent[];
  removedByReorg: boolean;
}

export interface SearchResult {
  hits: SearchHit[];
  /** Whether there is more than is shown. */
  more: boolean;
  /** How many proposals are not searched yet. */
  behind: number;
}

export interface SearchHit {
  dao: string;
  daoName: string;
  proposalId: string;
  headline: string;
  happens?: string;
  state: string;
  blocked: boolean;
  block: number;
  /** "title", "text", "calls" or "number". */
  where: string;
  passage: string;
  /** Places in the passage. */
  found: Span[];
}

/** An account that a proposal pays, and earlier proposals that do. */
export interface Payee {
  account: string;
  label?: string;
  pays: string[];
  before: {
    dao: string;
    daoName: string;
    proposalId: string;
    headline: string;
    state: string;
    block: number;
    pays: string[];
    /** "paid", "paid otherwise", "promised" or "not paid". */
    outcome: string;
  }[];
  more: boolean;
}

export interface TimelineEvent {
  at?: string;
  block?: number;
  what: string;
  by?: string;
  transactionHash?: string;
}

/** Half-open UTF-16 offsets into the raw description: the same offsets that JavaScript strings have. */
export interface Span {
  start: number;
  end: number;
}

export interface Sentence extends Span {
  text: string;
  /** Mark of the list that it is an item of. */
  mark?: string;
  /** Whether what it leaned on was put in, in brackets. */
  repaired?: boolean;
  /** What a repaired sentence is made of, in order. */
  pieces?: Piece[];
}

export interface Piece extends Span {
  text: string;
  /** Whether it stands outside of the sentence, and is shown in brackets. */
  inserted: boolean;
}

export interface Digest {
  headline: string;
  sentences: Sentence[];
  claims: Claim[];
  contentHash: string;
  stale: boolean;
  /** Why it is stale. */
  staleReason?: string;
  plugin: string;
  algorithm?: string;
  model: string;
  modelSha256?: string;
  /** Every model that took part. */
  models?: { id: string; sha256: string }[];
  runtime?: string;
  /** What a reader should know of how it was made. */
  notes?: string[];
  device?: string;
  madeAt: string;
  millis: number;
}

/** What a language model wrote: only sentences that what they cite bears out. */
export interface Written {
  status: 'written' | 'waiting' | 'failed';
  /** What a reader has to know of it, in whole sentences. */
  words: string;
  model: string;
  modelSha256: string;
  promptVersion: number;
  device: string;
  /** Whether it runs at an endpoint of the operator's. */
  remote: boolean;
  textHash: string;
  callsHash: string;
  key: string;
  madeAt?: string;
  millis: number;
  wrote: number;
  sentences: { text: string; evidence: Span[]; effects: number[] }[];
}

export interface Claim extends Span {
  kind: string;
  text: string;
  amount?: string;
  symbol?: string;
  recipient?: string;
  name?: string;
  value?: string;
  account?: string;
}

export interface Effects {
  actions: Action[];
  succeeded: boolean;
  revertReason?: string;
  effects: Effect[];
  effectsHash: string;
  block: number;
  method: string;
  /** What the chain says of the accounts that are called, paid or empowered. */
  accounts?: AccountFacts[];
  /** What the treasury had of each asset that leaves it, in base units. */
  holdings?: { asset: string; amount: string }[];
}

/** "yes", "no" or "unknown". */
export type Answer = string;

export interface AccountFacts {
  address: string;
  label?: string;
  code?: Answer;
  used?: Answer;
  paidBefore?: Answer;
  recent?: Answer;
}

export interface Action {
  index: number;
  target: string;
  targetLabel?: string;
  valueWei: string;
  function?: string;
  selector?: string;
  calldata: string;
  arguments: { name: string; type: string; value: string }[];
  line: string;
  nested: Action[];
  /** "call" or "delegatecall". */
  manner?: string;
  /** Where the meaning of the function is known from. */
  knowledge?: string;
  /** The other chain on which the call is made; absent on the proposal's own. */
  chain?: string;
  /** What the contract's publisher says that it does; nobody has checked it. */
  publisher?: string;
}

export interface Effect {
  kind: string;
  contract: string;
  from?: string;
  to?: string;
  symbol?: string;
  decimals?: number;
  token?: string;
  amount: string;
  subject: string;
  value: string;
  /** A setting's value before, where the chain says it. */
  previous?: string;
  line: string;
  /** The other chain on which it changes; absent on the proposal's own. */
  chain?: string;
}

export interface Verdict {
  blocked: boolean;
  overridden: boolean;
  /** `kind` is AGREES, DIFFERS, NOT_COMPARED, NOT_KNOWN or WOULD_FAIL; `words` is a sentence. */
  agreement: { kind: string; words: string; why: string };
  /** `claim` and `effect` are indices into the digest's claims and the simulated effects; -1 if none. */
  matches: { claim: number; effect: number; status: string; text: string }[];
  findings: Finding[];
}

export interface Finding {
  code: string;
  severity: string;
  text: string;
  /** What a reader does about it. */
  next?: string;
  start?: number;
  end?: number;
  action: number;
}

export interface Decision {
  kind: string;
  support?: string;
  /** Of a vote in several directions, how much goes where, in hundredths of a percent. */
  shares?: Partial<Record<VoteSupport, number>>;
  rule: string;
  reason: string;
  plugin: string;
  block: number;
  votingPower: string;
  decidedAt: string;
}

export interface Act {
  kind: string;
  status: string;
  account: string;
  transactionHash?: string;
  block?: number;
  detail: string;
  by?: string;
  why?: string;
  intendedAt: string;
}

export interface Approvals {
  threshold: number;
  given: number;
  missing: number;
  effectsHash?: string;
  statements: {
    kind: string;
    treasurer: string;
    reason: string;
    /** On the chain's clock; absent for what does not expire. */
    expiry?: string | number;
    /** As a withdrawal has to name it. */
    name: string;
    lifts: string[];
    counts: boolean;
    why?: string;
  }[];
}

export interface Payout {
  dao: string;
  proposalId: string;
  headline: string;
  state: string;
  eta?: string;
  actionsHash: string;
  contentHash: string;
  effectsHash?: string;
  effects: Effect[];
  blocked: boolean;
  /** The findings that block it, as an override names them. */
  blockedBy: string[];
  overridden: boolean;
  approvals: Approvals;
  /** What treasurers have to decide; absent where it is not their turn. */
  asked?: string;
  next: string;
}

export interface Receipt {
  transactionHash: string;
  block: number;
  executedBy: string;
  asSimulated: boolean;
  difference: string;
  balances: {
    account: string;
    symbol?: string;
    token?: string;
    decimals?: number;
    before: string;
    after: string;
  }[];
}

export type StatementKind = 'approve' | 'reject' | 'override' | 'withdraw';

export interface Statement {
  kind: string;
  effectsHash: string;
  /** Unix seconds. */
  expiry: number | string;
  reason: string;
  binds: string[];
  typedData: TypedData;
  /** What the server says they are; the page computes its own. */
  hashes: Hashes;
}

export type VoteSupport = 'for' | 'against' | 'abstain';

/** A decision about a vote, for an operator to sign. */
export interface VoteOrder {
  support: VoteSupport;
  reason: string;
  /** Unix seconds. */
  expiry: number | string;
  binds: string[];
  typedData: TypedData;
  /** What the server says they are; the page computes its own. */
  hashes: Hashes;
}

/** Of typed data, as hardware wallets show them. */
export interface Hashes {
  domainSeparator: string;
  messageHash: string;
  digest: string;
}

export interface Pauses {
  inForce: { name: string; scope: string; by: string; since: string; reason: string; resumedBy: string[] }[];
  needed: number;
}

export type PauseKind = 'pause' | 'resume';

export interface PauseOrder {
  kind: string;
  typedData: TypedData;
  hashes: Hashes;
}

export interface TypedData {
  domain: Record<string, unknown>;
  types: Record<string, { name: string; type: string }[]>;
  primaryType: string;
  message: Record<string, unknown>;
}

export interface Duty {
  dao: string;
  proposalId: string;
  headline?: string;
  kind: string;
  /** What has to be done. */
  what: string;
  by: 'server' | 'treasurers' | 'operators';
  notBefore: string;
  latestSafe: string;
  attempts: number;
  leased: boolean;
  problem?: string;
}

/** Of a period of several DAOs: whose it is. */
export interface Whose {
  dao?: string;
  name?: string;
}

/** What happened in a DAO, and what is due. */
export interface Period {
  dao: string;
  name: string;
  from: string;
  to: string;
  now: string;
  happened: Happening[];
  paid: (Whose & { symbol?: string; token?: string; decimals?: number; amount: string; payments: number; line: string })[];
  blocked: (Whose & { proposalId: string; headline: string; state: string; reasons: string[] })[];
  due: (Whose & {
    what: string;
    proposalId: string;
    headline: string;
    /** What the proposal comes to, in one line. */
    executes?: string;
    notBefore: string;
    latestSafe?: string;
    detail: string;
    problem?: string;
  })[];
}

export interface Happening extends Whose {
  kind: string;
  at: string;
  about: boolean;
  proposalId: string;
  headline: string;
  details: string[];
  transactionHash?: string;
}

/** By what the server votes, and how it voted. */
export interface Rules {
  strategy?: string;
  /** A changed policy file that waits for an operator's signature. */
  waiting?: { sha256: string; replaces: string; problem: string };
  rules: Rule[];
  /** People, the house, rules of earlier policies. */
  others: Rule[];
}

export interface Rule {
  name: string;
  written?: string;
  condition?: string;
  outcome?: string;
  reason?: string;
  usesText: boolean;
  caps: string[];
  bounded: boolean;
  votes: RuleVote[];
}

export interface RuleVote {
  dao: string;
  proposalId: string;
  headline: string;
  kind: string;
  support?: string;
  shares?: Decision['shares'];
  reason: string;
  plugin: string;
  decidedAt: string;
  status?: string;
  transactionHash?: string;
}

export interface PluginStatus {
  id: string;
  version: string;
  kind: string;
  state: string;
  reason: string;
  file?: string;
  sha256?: string;
}

export interface AuditEntry {
  sequence: number;
  at: string;
  actor: string;
  act: string;
  subject: string;
  details: Record<string, string>;
  previousHash: string;
  hash: string;
  about?: { dao: string; proposalId: string; headline: string };
}

export interface AuditVerification {
  intact: boolean;
  entries: number;
  firstBroken?: number;
  problem?: string;
  head?: { sequence: number; hash: string };
  witness?: { sequence: number; hash: string; at: string; from: number; unseen: number; firstUnseen: number; lastUnseen: number };
  acceptedUpTo?: number;
}

export interface Session {
  token: string;
  address: string;
  roles: string[];
  expiresAt: string;
}

/** A space whose votes off chain are served. */
export interface Space {
  id: string;
  name: string;
  space: string;
  hub: string;
  voter?: string;
  rules: string[];
  polls: number;
  needPeople: number;
  readAt?: string;
  problems: string[];
}

/** A vote off chain; what the hub says is a stranger's word. */
export interface Poll {
  binding: string;
  space: string;
  id: string;
  title: string;
  author: string;
  system: string;
  state: 'pending' | 'active' | 'closed';
  start: string;
  end: string;
  latestSafe: string;
  network: string;
  snapshot: number;
  choices: { number: number; text: string; votes?: string; meaning?: string }[];
  total: string;
  voters: number;
  proven: boolean;
  warnings: string[];
  contentHash: string;
  decision?: {
    kind: string;
    rule: string;
    reason: string;
    choice?: string;
    by: string;
    power: string;
    at: string;
    needsPeople: boolean;
  };
  vote?: {
    status: string;
    choice: string;
    words: string;
    id: string;
    signature: string;
    receipt?: { id: string; ipfs: string; relayer: string; signature: string };
    told: string;
    attempts: number;
    at: string;
  };
  /** The title as a heading, and the body; the digest's spans point into it. */
  text?: string;
  before?: string;
  digest?: Digest;
}
