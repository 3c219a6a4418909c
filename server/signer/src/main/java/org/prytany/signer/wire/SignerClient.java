package org.prytany.signer.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.prytany.governance.act.Act;
import org.prytany.governance.anchor.AnchorRequest;
import org.prytany.governance.anchor.AnchorSigner;
import org.prytany.governance.approval.StatementKeeper;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseState;
import org.prytany.governance.poll.EnvelopeRequest;
import org.prytany.governance.poll.EnvelopeSigner;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.Signer;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.signer.wire.Ask.What;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * The server's end: asks the signer's process over its socket. One connection a question, so that
 * nothing of an answer that came too late is taken for the next one. Thread-safe.
 */
public final class SignerClient
    implements Signer, Seals, StatementKeeper, AnchorSigner, EnvelopeSigner, AutoCloseable {

  /** A signature waits for the signer's own endpoint, several questions long. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path socket;
  private final Duration patience;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "signer-patience");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param socket where the signer listens
   * @param patience for one question
   */
  public SignerClient(Path socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
  }

  @Override
  public Set<Address> accounts() {
    return Set.copyOf(WireJson.readList(ask(What.ACCOUNTS, WireJson.nothing()), Address.class));
  }

  @Override
  public List<KeyBounds> bounds() {
    return WireJson.readList(ask(What.BOUNDS, WireJson.nothing()), KeyBounds.class);
  }

  @Override
  public Act.Submission sign(SigningRequest request) {
    Proposal proposal = request.proposal();
    return ask(
        What.SIGN,
        new Ask.Sign(
            request.kind(),
            request.dao(),
            proposal.content(),
            proposal.decision(),
            proposal.verdict(),
            request.terms()),
        Act.Submission.class);
  }

  @Override
  public Act.Submission cancel(Act act, TransactionTerms terms) {
    return ask(What.CANCEL, new Ask.Cancel(which(act), terms), Act.Submission.class);
  }

  @Override
  public OptionalLong signedNonce(Act act) {
    JsonNode nonce = ask(What.SIGNED_NONCE, which(act));
    return nonce.isNull() ? OptionalLong.empty() : OptionalLong.of(nonce.longValue());
  }

  @Override
  public Act.Submission anchor(AnchorRequest request) {
    return ask(What.ANCHOR, new Ask.Anchoring(request), Act.Submission.class);
  }

  @Override
  public String signVote(EnvelopeRequest request) {
    return ask(What.SIGN_VOTE, new Ask.OffChain(request), String.class);
  }

  @Override
  public String seal(ProposalKey proposal, Subject subject, String statement) {
    return ask(What.SEAL, new Ask.Sealing(proposal, subject, statement, ""), String.class);
  }

  @Override
  public boolean stands(ProposalKey proposal, Subject subject, String statement, String seal) {
    return ask(What.STANDS, new Ask.Sealing(proposal, subject, statement, seal), Boolean.class);
  }

  @Override
  public Kept keep(Dao dao, Proposal proposal, TreasurerStatement statement) {
    return ask(
        What.KEEP_STATEMENT,
        new Ask.Statement(dao, proposal.content(), proposal.verdict(), statement),
        Kept.class);
  }

  @Override
  public Kept keep(Dao dao, PauseOrder order) {
    return ask(What.KEEP_ORDER, new Ask.Order(dao, order), Kept.class);
  }

  @Override
  public List<TreasurerStatement> statements(Dao dao, ProposalKey proposal) {
    return WireJson.readList(
        ask(What.STATEMENTS, new Ask.About(dao, proposal)), TreasurerStatement.class);
  }

  @Override
  public Kept keep(Dao dao, Proposal proposal, OperatorDecision decision) {
    return ask(
        What.KEEP_DECISION,
        new Ask.Choice(dao, proposal.content(), proposal.verdict(), decision),
        Kept.class);
  }

  @Override
  public List<OperatorDecision> decisions(Dao dao, ProposalKey proposal) {
    return WireJson.readList(
        ask(What.DECISIONS, new Ask.About(dao, proposal)), OperatorDecision.class);
  }

  @Override
  public Roster roster(Dao dao) {
    return ask(What.ROSTER, new Ask.Of(dao), Roster.class);
  }

  @Override
  public PauseState pauses(Dao dao) {
    return ask(What.PAUSES, new Ask.Of(dao), PauseState.class);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private static Ask.Which which(Act act) {
    return new Ask.Which(act.kind(), act.proposal(), act.contentHash(), act.account());
  }

  private <T> T ask(What what, Object body, Class<T> type) {
    return WireJson.read(ask(what, body), type);
  }

  private JsonNode ask(What what, Object body) {
    Answer answer = exchange(new Ask(Ask.FORM, what, WireJson.tree(body)));
    if (answer.failure().isPresent()) {
      throw new PrytanyException(answer.failure().get(), answer.message());
    }
    return answer.body();
  }

  private Answer exchange(Ask ask) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // A blocking channel knows no time-out; closing it from another thread ends every wait.
      ScheduledFuture<?> end =
          clock.schedule(() -> closed(channel), patience.toMillis(), TimeUnit.MILLISECONDS);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        Frames.write(channel, WireJson.bytes(ask));
        return WireJson.read(Frames.read(channel), Answer.class);
      } finally {
        end.cancel(false);
      }
    } catch (IOException | RuntimeException e) {
      throw new PrytanyException(
          FailureCode.SIGNER_UNAVAILABLE,
          "The signer does not answer at "
              + socket
              + ". It is not known whether it did what it was asked; it is asked again. If this"
              + " lasts, look whether the signer's process runs, and at its log.",
          e);
    }
  }

  private static void closed(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
      return;
    }
  }
}
