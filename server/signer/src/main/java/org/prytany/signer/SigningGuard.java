package org.prytany.signer;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.TransactionSubmitter;
import org.prytany.governance.ballot.GovernorCalls;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.Decided;
import org.prytany.governance.digest.EffectsHash;
import org.prytany.governance.digest.EffectsReport;
import org.prytany.governance.digest.Verdict;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.signing.LedgerEntry;
import org.prytany.governance.signing.Signer;
import org.prytany.governance.signing.SigningRequest;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.tally.GovernorReader;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.VoteDecision;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/**
 * Signs a transaction only if it is exactly what a recorded decision, a stored intent and people's
 * own signatures allow, and if nothing else was signed for the same act before. It reads the
 * proposal itself, recomputes its hashes and its calldata, and verifies every approval right before
 * it signs.
 */
public final class SigningGuard implements Signer {

  private final KeyRing keys;
  private final Set<Dao> daos;
  private final TransactionSubmitter chain;
  private final Map<String, LedgerEntry> ledger = new ConcurrentHashMap<>();
  private final GovernorCalls calls;
  private final GovernorReader governors;
  private final TreasurerSignatures signatures;
  private final BigInteger maxFeeWei;
  private final Clock clock;

  /**
   * @param daos as configured; a request for any other is refused
   * @param governors asked for the numbers of the supports, from COUNTING_MODE
   * @param maxFeeWei the most that one transaction may cost, gas limit times fee cap, in wei
   */
  public SigningGuard(
      KeyRing keys,
      Collection<Dao> daos,
      TransactionSubmitter chain,
      GovernorCalls calls,
      GovernorReader governors,
      TreasurerSignatures signatures,
      BigInteger maxFeeWei,
      Clock clock) {
    this.keys = keys;
    this.daos = Set.copyOf(daos);
    this.chain = chain;
    this.calls = calls;
    this.governors = governors;
    this.signatures = signatures;
    this.maxFeeWei = maxFeeWei;
    this.clock = clock;
  }

  @Override
  public Set<Address> accounts() {
    return keys.accounts();
  }

  @Override
  public synchronized Act.Submission sign(SigningRequest request) {
    Dao dao = request.dao();
    TransactionTerms transaction = request.terms();
    require(daos.contains(dao), "the DAO '" + dao.id() + "' is not configured as the request says");
    Proposal proposal = proposal(request);
    checkTransaction(dao, transaction);
    Credentials credentials = credentials(request);

    PlannedCall call = new PlannedCall(transaction.to(), transaction.valueWei(), hex(transaction));
    switch (request.kind()) {
      case VOTE -> {
        checkVote(dao, proposal, call);
      }
      case QUEUE -> {
        checkCall(calls.queue(dao, proposal.content()), call);
        checkBlock(proposal, treasurers(dao, proposal));
      }
      case EXECUTE -> {
        checkCall(calls.execute(dao, proposal.content()), call);
        Treasurers treasurers = treasurers(dao, proposal);
        checkBlock(proposal, treasurers);
        checkApprovals(dao, treasurers);
      }
    }
    return signed(transaction, record(request, call), credentials);
  }

  @Override
  public OptionalLong signedNonce(Act act) {
    return Optional.ofNullable(
            ledger.get(
                LedgerEntry.key(act.proposal(), act.contentHash(), act.kind(), act.account())))
        .map(entry -> OptionalLong.of(entry.nonce()))
        .orElseGet(OptionalLong::empty);
  }

  private Proposal proposal(SigningRequest request) {
    Dao dao = request.dao();
    Proposal proposal = request.proposal();
    require(
        proposal.key().chainId() == dao.chainId()
            && proposal.key().governor().equals(dao.governor()),
        "the proposal belongs to another chain or governor than the DAO's");
    require(!proposal.removedByReorg(), "the block that proposed it is no longer in the chain");
    proposal
        .content()
        .malformed()
        .ifPresent(
            why -> {
              throw refused(why);
            });
    return proposal;
  }

  private void checkTransaction(Dao dao, TransactionTerms transaction) {
    require(transaction.chainId() == dao.chainId(), "the transaction is for another chain");
    require(transaction.to().equals(dao.governor()), "the transaction does not call the governor");
    require(transaction.valueWei().signum() == 0, "the transaction sends value");
    require(
        transaction.gasLimit().signum() > 0
            && transaction.fees().tip().signum() >= 0
            && transaction.fees().most().compareTo(transaction.fees().tip()) >= 0,
        "the transaction's gas limit or fees make no sense");
    BigInteger cost = transaction.gasLimit().multiply(transaction.fees().most());
    require(
        cost.compareTo(maxFeeWei) <= 0,
        "it could cost "
            + cost
            + " wei in fees, and at most "
            + maxFeeWei
            + " are configured for one transaction");
  }

  private Credentials credentials(SigningRequest request) {
    Dao dao = request.dao();
    Optional<Address> role = request.kind() == ActKind.VOTE ? dao.voter() : dao.executor();
    Address from = request.terms().from();
    require(
        role.filter(from::equals).isPresent(),
        "account "
            + from
            + " is not the configured "
            + (request.kind() == ActKind.VOTE ? "voter" : "executor")
            + " of '"
            + dao.id()
            + "'");
    return keys.credentials(from)
        .orElseThrow(() -> refused("this server holds no key for account " + from));
  }

  private void checkVote(Dao dao, Proposal proposal, PlannedCall call) {
    Decided decided =
        proposal.decision().orElseThrow(() -> refused("no decision is recorded for this proposal"));
    require(
        decided.contentHash().equals(proposal.content().contentHash()),
        "the recorded decision is about other content");
    if (!(decided.decision() instanceof VoteDecision.Cast cast)) {
      throw refused(
          "the recorded decision is not to vote, but "
              + decided.decision().getClass().getSimpleName());
    }
    Integer number = governors.supports(dao).get(cast.support());
    if (number == null) {
      throw refused("the governor does not take a vote " + cast.support());
    }
    checkCall(calls.vote(dao, proposal.content(), number, cast.reason()), call);
  }

  private static void checkCall(PlannedCall expected, PlannedCall call) {
    require(
        expected.target().equals(call.target())
            && expected.valueWei().equals(call.valueWei())
            && expected.calldata().toLowerCase(Locale.ROOT).equals(call.calldata()),
        "the transaction's call is not the one that follows from the proposal and the decision");
  }

  private Treasurers treasurers(Dao dao, Proposal proposal) {
    EffectsReport report =
        proposal
            .effects()
            .orElseThrow(() -> refused("the proposal's effects were never simulated"));
    require(
        report.contentHash().equals(proposal.content().contentHash()),
        "the simulated effects are those of other content");
    require(
        EffectsHash.of(report.effects().succeeded(), report.effects().effects())
            .equals(report.effects().effectsHash()),
        "the stored effects do not have the hash that is stored with them");
    return Treasurers.of(dao, proposal, signatures, clock.instant());
  }

  private static void checkBlock(Proposal proposal, Treasurers treasurers) {
    Verdict verdict =
        proposal
            .verdict()
            .orElseThrow(() -> refused("the text was never compared with the effects"));
    String effectsHash =
        proposal.effects().map(report -> report.effects().effectsHash()).orElseThrow();
    require(
        verdict.contentHash().equals(proposal.content().contentHash())
            && verdict.effectsHash().equals(effectsHash),
        "the comparison of text and effects is stale");
    require(
        !verdict.blocked() || !treasurers.overrode().isEmpty(),
        "it is blocked, because its text and its effects differ, and no treasurer's override of"
            + " these actions and effects counts");
  }

  private static void checkApprovals(Dao dao, Treasurers treasurers) {
    require(
        treasurers.rejected().isEmpty(),
        "treasurers rejected it: " + treasurers.rejected().stream().sorted().toList());
    require(
        treasurers.approved().size() >= dao.approvalThreshold(),
        treasurers.approved().size()
            + " treasurers' approvals count, and "
            + dao.approvalThreshold()
            + " are needed");
  }

  @Override
  public Act.Submission cancel(Act act, TransactionTerms terms) {
    throw refused("a nonce cannot be given up yet");
  }

  private long record(SigningRequest request, PlannedCall call) {
    Proposal proposal = request.proposal();
    Address account = request.terms().from();
    String key =
        LedgerEntry.key(proposal.key(), proposal.content().contentHash(), request.kind(), account);
    LedgerEntry standing = ledger.get(key);
    if (standing != null) {
      checkCall(new PlannedCall(standing.to(), standing.valueWei(), standing.data()), call);
      return standing.nonce();
    }
    long nonce = chain.transactionCount(request.dao(), account);
    while (taken(request.terms().chainId(), account, nonce)) {
      nonce++;
    }
    ledger.put(
        key,
        new LedgerEntry(
            proposal.key().chainId(),
            proposal.key().governor(),
            proposal.key().proposalId(),
            proposal.content().contentHash(),
            request.kind(),
            account,
            nonce,
            call.target(),
            call.valueWei(),
            call.calldata(),
            clock.instant()));
    return nonce;
  }

  private boolean taken(long chainId, Address account, long nonce) {
    return ledger.values().stream()
        .anyMatch(
            entry ->
                entry.chainId() == chainId
                    && entry.account().equals(account)
                    && entry.nonce() == nonce);
  }

  private static Act.Submission signed(
      TransactionTerms transaction, long nonce, Credentials credentials) {
    RawTransaction raw =
        RawTransaction.createTransaction(
            transaction.chainId(),
            BigInteger.valueOf(nonce),
            transaction.gasLimit(),
            transaction.to().hex(),
            transaction.valueWei(),
            hex(transaction),
            transaction.fees().tip(),
            transaction.fees().most());
    byte[] bytes = TransactionEncoder.signMessage(raw, credentials);
    return new Act.Submission(
        nonce,
        "0x" + HexFormat.of().formatHex(bytes),
        "0x" + HexFormat.of().formatHex(Hash.sha3(bytes)),
        transaction.fees());
  }

  private static String hex(TransactionTerms transaction) {
    return transaction.data().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw refused(otherwise);
    }
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.SIGNING_REFUSED, "Nothing was signed: " + why + ".");
  }
}
