package org.prytany.acceptance.lying;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.Seals.Subject;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.signerd.guard.SigningGuard;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * A server that believes its endpoint: it reads, decides, compares, has treasurers sign and asks
 * for signatures by what that shows.
 */
final class BelievingServer {

  private final Dao dao;
  private final ChainAdapters chain;
  private final SigningGuard signer;
  private final List<ECKeyPair> treasurers;

  BelievingServer(Dao dao, ChainAdapters chain, SigningGuard signer, List<ECKeyPair> treasurers) {
    this.dao = dao;
    this.chain = chain;
    this.signer = signer;
    this.treasurers = List.copyOf(treasurers);
  }

  static Address address(ECKeyPair pair) {
    return new Address("0x" + Keys.getAddress(pair));
  }

  /**
   * Goes the whole way to a signature.
   *
   * @throws org.prytany.governance.failure.PrytanyException if it cannot, or the signer refuses
   */
  Act.Submission act(ActKind kind, ProposalKey key) {
    ProposalContent content =
        chain.logs().proposals(dao, 0, chain.logs().head(dao).number()).stream()
            .filter(found -> found.key().equals(key))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such proposal is shown"));
    List<DecodedAction> actions = chain.decoder().decode(dao, content);
    EffectsReport effects =
        new EffectsReport(
            content.contentHash(), actions, chain.simulator().simulate(dao, content, actions));
    Proposal proposal =
        Proposal.fresh(content)
            .change()
            .chain(chain.reader().view(dao, content))
            .effects(Optional.of(effects))
            .decision(Optional.of(decided(content)))
            .verdict(Optional.of(verdict(content, effects)))
            .build();
    if (kind == ActKind.EXECUTE) {
      treasurers.forEach(by -> signer.keep(dao, proposal, approval(content, effects, by)));
    }
    Address account = (kind == ActKind.VOTE ? dao.voter() : dao.executor()).orElseThrow();
    return signer.sign(
        new SigningRequest(
            kind,
            dao,
            proposal,
            chain.submitter().prepare(dao, account, call(chain, dao, kind, content))));
  }

  /** What follows from a proposal, by what an endpoint shows. */
  static PlannedCall call(ChainAdapters chain, Dao dao, ActKind kind, ProposalContent content) {
    return switch (kind) {
      case VOTE -> {
        Integer support = chain.reader().supports(dao).get(Support.FOR);
        if (support == null) {
          throw new IllegalArgumentException("no number is shown for a vote for it");
        }
        yield chain.calls().vote(dao, content, support, "small grant");
      }
      case QUEUE -> chain.calls().queue(dao, content);
      case EXECUTE -> chain.calls().execute(dao, content);
    };
  }

  private Decided decided(ProposalContent content) {
    Decided decided =
        new Decided(
            new VoteDecision.Cast(Support.FOR, "grants", "small grant"),
            "policy 1",
            content.contentHash(),
            content.block(),
            java.math.BigInteger.TEN,
            Instant.EPOCH);
    return decided.sealed(
        signer.seals().seal(content.key(), Subject.DECISION, decided.canonical()));
  }

  private Verdict verdict(ProposalContent content, EffectsReport effects) {
    Verdict verdict =
        new Verdict(content.contentHash(), effects.effects().effectsHash(), List.of(), List.of());
    return verdict.sealed(signer.seals().seal(content.key(), Subject.VERDICT, verdict.canonical()));
  }

  private TreasurerStatement approval(
      ProposalContent content, EffectsReport effects, ECKeyPair by) {
    TreasurerStatement unsigned =
        new TreasurerStatement(
            TreasurerStatement.Kind.APPROVE,
            content.key(),
            EffectWords.of(effects.effects()),
            List.of(),
            "",
            address(by),
            dao.executor().orElseThrow(),
            signer.roster(dao).nextCounter(address(by)),
            chain.logs().head(dao).timestamp() + 86_400,
            content.contentHash(),
            content.actionsHash(),
            effects.effects().effectsHash(),
            "",
            Optional.empty());
    Sign.SignatureData signature = Sign.signMessage(StatementData.of(unsigned).digest(), by, false);
    HexFormat hex = HexFormat.of();
    return unsigned.signed(
        "0x"
            + hex.formatHex(signature.getR())
            + hex.formatHex(signature.getS())
            + hex.formatHex(signature.getV()));
  }
}
