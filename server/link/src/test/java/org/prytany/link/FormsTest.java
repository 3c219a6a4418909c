package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;
import org.prytany.link.Said.Reply;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.Circumstances;
import org.prytany.spi.Claim;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Shares;
import org.prytany.spi.Span;
import org.prytany.spi.Support;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextGenerator;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.Voting;
import org.prytany.testkit.SampleNotice;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;

class FormsTest {

  private static final Span SPAN = new Span(3, 9);
  private static final ProposalSnapshot PROPOSAL =
      SampleProposal.of()
          .text("Pay \ud800 and \u202e, 支払う, plainly.\u0000")
          .pays(SampleProposal.USDC, BigInteger.TWO.pow(200), SampleProposal.account(7))
          .calls(SampleProposal.account(8), "0x12345678")
          .snapshot();

  static Stream<Reply> replies() {
    TextDigest digest =
        new TextDigest(
            "Pay",
            List.of(
                TextDigest.Sentence.of(
                    List.of(
                        new TextDigest.Piece("It", SPAN, true),
                        new TextDigest.Piece("pays.", SPAN, false)),
                    SPAN)),
            List.of(new TextDigest.Sentence("It pays.", SPAN)),
            List.of(
                new Claim.Payment(
                    new BigDecimal("1e-300"), "ETH", Optional.of(SampleProposal.account(1)), SPAN),
                new Claim.MentionedAddress(SampleProposal.account(2), SPAN),
                new Claim.Parameter("quorum", "4 %", SPAN),
                new Claim.Authority(Claim.Authority.Kind.UPGRADE, Optional.empty(), SPAN),
                new Claim.Stream(
                    BigDecimal.TEN,
                    "USDC",
                    Claim.Unit.MONTH,
                    OptionalInt.of(6),
                    Optional.empty(),
                    SPAN),
                new Claim.Term(BigDecimal.ONE, Claim.Unit.YEAR, SPAN),
                new Claim.Day(LocalDate.of(2024, 2, 29), SPAN)),
            List.of(new TextDigest.Note.Preselected(3, 9), new TextDigest.Note.NotEnglish()),
            "method/1");
    return Stream.of(
        new Reply.Judge(new Answer.OfDigest(digest)),
        new Reply.AsJudged(),
        new Reply.Refused(FailureCode.PLUGIN_FAULT, "it threw", true),
        new Reply.Done(new Answer.InUse(Optional.of(new Said.Offered(9, "a", "1", "2 b")))),
        new Reply.Done(
            new Answer.Statuses(
                List.of(
                    new PluginStatus(
                        "a",
                        "1",
                        "VoteStrategy",
                        PluginStatus.State.STANDBY,
                        "why",
                        Optional.of("a.war"),
                        Optional.empty())))),
        new Reply.Done(new Answer.OfDecision(new VoteDecision.Cast(Support.FOR, "r", "why"))),
        new Reply.Done(
            new Answer.OfDecision(new VoteDecision.Split(new Shares(1, 2, 9_997), "r", "why"))),
        new Reply.Done(new Answer.OfDecision(new VoteDecision.NotYet("r", "why"))),
        new Reply.Done(new Answer.Accounts(List.of(SampleProposal.account(3)))),
        new Reply.Done(
            new Answer.Rules(
                List.of(
                    new VoteRule("r", "true", "for", "why", true, List.of("5 ETH"), false, "r:")))),
        new Reply.Done(new Answer.Changed(Optional.of(new ChangedRules("a", "b", "")))),
        new Reply.Done(new Answer.OfOutcome(new ExecutionOutcome.Reverted("0x12", "no"))),
        new Reply.Done(
            new Answer.OfPayload(new NoticePayload(NoticePayload.Form.FORM, "text=a%20b"))),
        new Reply.Done(new Answer.OfExecution(plan())));
  }

  static Stream<Ask> questions() {
    return Stream.of(
        new Ask.InUse(Said.Kind.NOTIFIER),
        new Ask.Render(3, SampleNotice.many()),
        new Ask.Digest(
            1, 2, PROPOSAL, new Said.Services(384, "m", "s", "cpu", Optional.of("r"), true)),
        new Ask.Decide(
            1,
            SampleSituation.of()
                .proposal(PROPOSAL)
                .pays(SampleProposal.USDC, "12.5", SampleProposal.account(4))
                .changes(SampleProposal.account(5), "delay", "2")
                .circumstances(
                    new Circumstances(
                        Optional.of(Circumstances.Tally.NONE),
                        Optional.of(BigInteger.ONE),
                        Optional.of(List.of()),
                        Optional.of(
                            new Voting(
                                "dao",
                                Optional.empty(),
                                Instant.MAX,
                                List.of(),
                                List.of(SampleProposal.account(6)))),
                        Optional.of(true)))
                .situation()),
        new Ask.PlanExecution(
            1,
            new ApprovedProposal(
                PROPOSAL, SampleProposal.of().calls("0x" + "ab".repeat(32)), Long.MAX_VALUE)),
        new Ask.Interpret(
            1,
            plan(),
            new ChainReceipt(
                "0x1",
                true,
                5,
                List.of(new ChainReceipt.Log(SampleProposal.GOVERNOR, List.of("0x2"), "0x")))),
        new Ask.Adopt(4, "ab"));
  }

  private static ExecutionPlan plan() {
    return new ExecutionPlan(new PlannedCall(SampleProposal.GOVERNOR, BigInteger.ZERO, "0xab"));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void whatComesBackIsWhatWasSaid(Reply reply) throws IOException {
    assertThat(sent(Reply.class, reply)).isEqualTo(reply);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void whatIsAskedIsWhatWasAsked(Ask ask) throws IOException {
    assertThat(sent(Ask.class, ask)).isEqualTo(ask);
  }

  @Test
  void wishesAndWhatIsGrantedArrive() throws IOException {
    Said.Wish wish = new Said.Wish.Generate(4, List.of(new TextDigest.Sentence("It pays.", SPAN)));
    Said.Granted granted =
        new Said.Granted.Sentences(List.of(new TextGenerator.Generated("It pays.", List.of(0, 7))));

    assertThat(sent(Said.Wish.class, wish)).isEqualTo(wish);
    assertThat(sent(Said.Granted.class, granted)).isEqualTo(granted);
  }

  @Test
  void vectorsArriveToTheBit() throws IOException {
    float[][] rows = {{1.1f, Float.MIN_VALUE, -0f}, {}};
    Said.Granted.Rows read =
        (Said.Granted.Rows) sent(Said.Granted.class, new Said.Granted.Rows(rows));

    assertThat(read.rows()).isDeepEqualTo(rows);
  }

  /** Whatever the other end says: a refusal in words, and no more memory than it sent. */
  @ParameterizedTest
  @MethodSource("replies")
  void spoiledBytesAreRefusedOrAnotherValue(Reply reply) throws IOException {
    byte[] whole = bytes(Reply.class, reply);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] spoiled = whole.clone();
      for (int j = 0; j <= random.nextInt(3); j++) {
        spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(new Frames(new Memory(spoiled)).receive(Reply.class)).isNotNull();
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aLengthThatIsNotThereIsNotBelieved() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1 + 1 + 4);
    out.writeByte(3);
    out.writeByte(0);
    out.writeInt(Forms.MOST_BYTES);

    assertThatThrownBy(() -> new Frames(new Memory(bytes.toByteArray())).receive(Reply.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than its message");
  }

  @Test
  void aMessageOfAnySizeIsNotTaken() {
    byte[] head = ByteBuffer.allocate(4).putInt(Forms.MOST_BYTES + 1).array();

    assertThatThrownBy(() -> new Frames(new Memory(head)).receive(Reply.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not taken");
  }

  @Test
  void whatIsTooLargeIsNotSent() {
    Memory memory = new Memory(new byte[0]);
    String words = "x".repeat(Forms.MOST_BYTES);

    assertThatThrownBy(
            () ->
                new Frames(memory)
                    .send(Reply.class, new Reply.Refused(FailureCode.PLUGIN_FAULT, words, false)))
        .isInstanceOf(Frames.TooLarge.class);
    assertThat(memory.written.size()).isZero();
  }

  private static Object sent(Class<?> type, Object value) throws IOException {
    return new Frames(new Memory(bytes(type, value))).receive(type);
  }

  private static byte[] bytes(Class<?> type, Object value) throws IOException {
    Memory memory = new Memory(new byte[0]);
    new Frames(memory).send(type, value);
    return memory.written.toByteArray();
  }

  /** A channel whose other end is in memory. */
  private static final class Memory implements ByteChannel {
    private final ByteBuffer given;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Memory(byte[] given) {
      this.given = ByteBuffer.wrap(given);
    }

    @Override
    public int read(ByteBuffer into) throws EOFException {
      if (!given.hasRemaining()) {
        return -1;
      }
      int size = Math.min(into.remaining(), given.remaining());
      into.put(given.slice(given.position(), size));
      given.position(given.position() + size);
      return size;
    }

    @Override
    public int write(ByteBuffer from) {
      int size = from.remaining();
      byte[] all = new byte[size];
      from.get(all);
      written.writeBytes(all);
      return size;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // It is only memory.
    }
  }
}
