package org.prytany.signer;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.UnsignedTransaction;
import org.prytany.governance.ballot.GovernorCalls;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.Decided;
import org.prytany.governance.digest.EffectsHash;
import org.prytany.governance.digest.EffectsReport;
import org.prytany.governance.digest.Verdict;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.signing.LedgerEntry;
import org.prytany.governance.signing.Signer;
import org.prytany.governance.signing.SigningLedger;
import org.prytany.governance.signing.SigningRequest;
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
  private final ProposalRepository proposals;
  private final SigningLedger ledger;
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
      ProposalRepository proposals,
      SigningLedger ledger,
      GovernorCalls calls,
      GovernorReader governors,
      TreasurerSignatures signatures,
      BigInteger maxFeeWei,
      Clock clock) {
    this.keys = keys;
    this.daos = Set.copyOf(daos);
    this.proposals = proposals;
    this.ledger = ledger;
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
  public Act.Submission sign(SigningRequest request) {
    Dao dao = request.dao();
    UnsignedTransaction transaction = request.transaction();
    require(daos.contains(dao), "the DAO '" + dao.id() + "' is not configured as the request says");
    Proposal proposal = proposal(request);
    checkTransaction(dao, transaction);
    Credentials credentials = credentials(request);

    PlannedCall call = new PlannedCall(transaction.to(), transaction.valueWei(), hex(transaction));
    switch (request.kind()) {
      case VOTE -> {
        checkVote(dao, proposal, call);
        checkIntent(request, proposal.ballot(), call);
      }
      case QUEUE -> {
        checkCall(calls.queue(dao, proposal.content()), call);
        checkIntent(request, proposal.queue(), call);
        checkBlock(proposal, treasurers(dao, proposal));
      }
      case EXECUTE -> {
        checkCall(calls.execute(dao, proposal.content()), call);
        checkIntent(request, proposal.execution(), call);
        Treasurers treasurers = treasurers(dao, proposal);
        checkBlock(proposal, treasurers);
        checkApprovals(dao, treasurers);
      }
    }
    record(request, call);
    return signed(transaction, credentials);
  }

  @Override
  public OptionalLong signedNonce(Act act) {
    return ledger
        .find(LedgerEntry.key(act.proposal(), act.contentHash(), act.kind(), act.account()))
        .map(entry -> OptionalLong.of(entry.nonce()))
        .orElseGet(OptionalLong::empty);
  }

  private Proposal proposal(SigningRequest request) {
    Dao dao = request.dao();
    Proposal proposal =
        proposals
            .find(request.proposal())
            .orElseThrow(() -> refused("the proposal is not in the store"));
    require(proposal.key().equals(request.proposal()), "the store answered another proposal");
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
    require(
        proposal.content().contentHash().equals(request.contentHash()),
        "the proposal's content is not the one that was decided on");
    return proposal;
  }

  private void checkTransaction(Dao dao, UnsignedTransaction transaction) {
    require(transaction.chainId() == dao.chainId(), "the transaction is for another chain");
    require(transaction.to().equals(dao.governor()), "the transaction does not call the governor");
    require(transaction.valueWei().signum() == 0, "the transaction sends value");
    require(transaction.nonce() >= 0, "the transaction's nonce is negative");
    require(
        transaction.gasLimit().signum() > 0
            && transaction.maxPriorityFeePerGas().signum() >= 0
            && transaction.maxFeePerGas().compareTo(transaction.maxPriorityFeePerGas()) >= 0,
        "the transaction's gas limit or fees make no sense");
    BigInteger cost = transaction.gasLimit().multiply(transaction.maxFeePerGas());
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
    Address from = request.transaction().from();
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

  private static void checkIntent(SigningRequest request, Optional<Act> stored, PlannedCall call) {
    Act act =
        stored.orElseThrow(() -> refused("no intent is stored for this act; it is stored first"));
    require(
        act.kind() == request.kind()
            && act.proposal().equals(request.proposal())
            && act.contentHash().equals(request.contentHash())
            && act.account().equals(request.transaction().from()),
        "the stored intent is another one");
    checkCall(act.call(), call);
    require(!act.settled(), "the act is already over");
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

  /** Before the signature exists: after a crash in between, only the same call can be signed. */
  private void record(SigningRequest request, PlannedCall call) {
    LedgerEntry entry =
        new LedgerEntry(
            request.proposal().chainId(),
            request.proposal().governor(),
            request.proposal().proposalId(),
            request.contentHash(),
            request.kind(),
            request.transaction().from(),
            request.transaction().nonce(),
            call.target(),
            call.valueWei(),
            call.calldata(),
            clock.instant());
    LedgerEntry standing = ledger.recordOrFind(entry);
    require(
        standing.uniqueKey().equals(entry.uniqueKey()) && standing.sameCallAs(entry),
        "another transaction (nonce "
            + standing.nonce()
            + ") was signed for this act before; only the same one with other fees may be signed");
  }

  private static Act.Submission signed(UnsignedTransaction transaction, Credentials credentials) {
    RawTransaction raw =
        RawTransaction.createTransaction(
            transaction.chainId(),
            BigInteger.valueOf(transaction.nonce()),
            transaction.gasLimit(),
            transaction.to().hex(),
            transaction.valueWei(),
            hex(transaction),
            transaction.maxPriorityFeePerGas(),
            transaction.maxFeePerGas());
    byte[] bytes = TransactionEncoder.signMessage(raw, credentials);
    return new Act.Submission(
        transaction.nonce(),
        "0x" + HexFormat.of().formatHex(bytes),
        "0x" + HexFormat.of().formatHex(Hash.sha3(bytes)));
  }

  private static String hex(UnsignedTransaction transaction) {
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
