package org.prytany.signerd.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.governance.act.Act;
import org.prytany.governance.anchor.AnchorSigner;
import org.prytany.governance.approval.StatementKeeper;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.poll.EnvelopeSigner;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.sending.Signer;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.Seals;
import org.prytany.signer.wire.Ask;
import org.prytany.signer.wire.WireJson;
import org.prytany.spi.PlannedCall;

/** Hands each question to who answers it. */
public final class Questions {

  private final Signer signer;
  private final Seals seals;
  private final StatementKeeper statements;
  private final AnchorSigner anchors;
  private final EnvelopeSigner envelopes;

  public Questions(
      Signer signer,
      Seals seals,
      StatementKeeper statements,
      AnchorSigner anchors,
      EnvelopeSigner envelopes) {
    this.signer = signer;
    this.seals = seals;
    this.statements = statements;
    this.anchors = anchors;
    this.envelopes = envelopes;
  }

  /**
   * @throws IllegalArgumentException if the body is not one for what is asked
   * @throws org.prytany.governance.failure.PrytanyException as the ports say
   */
  Object answer(Ask ask) {
    JsonNode body = ask.body();
    return switch (ask.what()) {
      case ACCOUNTS -> signer.accounts();
      case BOUNDS -> signer.bounds();
      case SIGN -> {
        Ask.Sign sign = WireJson.read(body, Ask.Sign.class);
        yield signer.sign(
            new SigningRequest(
                sign.kind(),
                sign.dao(),
                proposal(sign.content(), sign.decision(), sign.verdict()),
                sign.terms()));
      }
      case CANCEL -> {
        Ask.Cancel cancel = WireJson.read(body, Ask.Cancel.class);
        yield signer.cancel(act(cancel.act()), cancel.terms());
      }
      case SIGNED_NONCE -> {
        OptionalLong nonce = signer.signedNonce(act(WireJson.read(body, Ask.Which.class)));
        yield nonce.isPresent() ? Optional.of(nonce.getAsLong()) : Optional.empty();
      }
      case ANCHOR -> anchors.anchor(WireJson.read(body, Ask.Anchoring.class).request());
      case SIGN_VOTE -> envelopes.signVote(WireJson.read(body, Ask.OffChain.class).request());
      case SEAL -> {
        Ask.Sealing sealing = WireJson.read(body, Ask.Sealing.class);
        yield seals.seal(sealing.proposal(), sealing.subject(), sealing.statement());
      }
      case STANDS -> {
        Ask.Sealing sealing = WireJson.read(body, Ask.Sealing.class);
        yield seals.stands(
            sealing.proposal(), sealing.subject(), sealing.statement(), sealing.seal());
      }
      case KEEP_STATEMENT -> {
        Ask.Statement kept = WireJson.read(body, Ask.Statement.class);
        yield statements.keep(
            kept.dao(),
            proposal(kept.content(), Optional.empty(), kept.verdict()),
            kept.statement());
      }
      case KEEP_ORDER -> {
        Ask.Order order = WireJson.read(body, Ask.Order.class);
        yield statements.keep(order.dao(), order.order());
      }
      case STATEMENTS -> {
        Ask.About about = WireJson.read(body, Ask.About.class);
        yield statements.statements(about.dao(), about.proposal());
      }
      case KEEP_DECISION -> {
        Ask.Choice choice = WireJson.read(body, Ask.Choice.class);
        yield statements.keep(
            choice.dao(),
            proposal(choice.content(), Optional.empty(), choice.verdict()),
            choice.decision());
      }
      case DECISIONS -> {
        Ask.About about = WireJson.read(body, Ask.About.class);
        yield statements.decisions(about.dao(), about.proposal());
      }
      case ROSTER -> statements.roster(WireJson.read(body, Ask.Of.class).dao());
      case PAUSES -> statements.pauses(WireJson.read(body, Ask.Of.class).dao());
    };
  }

  private static Proposal proposal(
      ProposalContent content, Optional<Decided> decision, Optional<Verdict> verdict) {
    return Proposal.fresh(content).change().decision(decision).verdict(verdict).build();
  }

  /** Only what names an act counts: the rest of it is the server's. */
  private static Act act(Ask.Which which) {
    return Act.intended(
        which.kind(),
        which.proposal(),
        which.contentHash(),
        which.account(),
        new PlannedCall(which.proposal().governor(), BigInteger.ZERO, "0x"),
        "",
        Instant.EPOCH);
  }
}
