package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.Mail;
import org.prytany.alerts.channel.Smtp;
import org.prytany.alerts.subscription.DelegateVotes;
import org.prytany.alerts.subscription.Subscribers;
import org.prytany.alerts.subscription.Subscriptions;
import org.prytany.alerts.subscription.Way;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;

/** Strangers' subscriptions starve nobody, and each reader is told what is theirs to know. */
class ReadersTest {

  private static final String ORIGIN = "https://dao.example";
  private static final MailAddress ANN = new MailAddress("ann@reader.example");
  private static final Address DELEGATE = new Address("0x" + "de".repeat(20));

  private final GreenMail smtp =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Set<String> unreadable = new HashSet<>();
  private final MemorySubscriptions stored =
      new MemorySubscriptions() {
        @Override
        public synchronized Optional<Subscription> find(String id) {
          if (unreadable.contains(id)) {
            throw new IllegalStateException("the document cannot be read");
          }
          return super.find(id);
        }
      };
  private final Stored proposals = new Stored();
  private final MemoryVotes votes = new MemoryVotes();
  private Instant now = Examples.NOW;
  private final Subscriptions subscriptions = new Subscriptions(stored, outbox, 1000, () -> now);
  private final DelegateVotes delegates =
      new DelegateVotes(stored, Examples.daos(), proposals, votes, outbox, () -> now);

  @BeforeEach
  void start() {
    smtp.start();
  }

  @AfterEach
  void stop() {
    smtp.stop();
  }

  private static Subscription.Choice about(Kind kind) {
    return new Subscription.Choice(
        Set.of("demo"), Set.of(kind), kind == Kind.DELEGATE_VOTED ? Set.of(DELEGATE) : Set.of());
  }

  private Subscription told(String id, Kind kind) {
    Subscription its =
        new Subscription(
            id.repeat(32),
            0,
            new MailAddress(id + "@reader.example"),
            about(kind),
            true,
            "",
            "ab".repeat(16),
            now);
    stored.insert(its);
    return its;
  }

  private ReadersCourier courier(int port) {
    Mail.Host host =
        new Mail.Host(
            "127.0.0.1",
            port,
            Mail.Security.NONE,
            Optional.empty(),
            Optional.empty(),
            "prytany@dao.example");
    return new ReadersCourier(
        Way.MAIL,
        outbox,
        new Subscribers(
            stored,
            subscriptions,
            outbox,
            new Smtp(host, () -> now),
            Examples.push(),
            Examples.webhooks(),
            Examples.daos(),
            ORIGIN),
        Examples.daos(),
        ORIGIN,
        "n",
        () -> now);
  }

  private void round() {
    courier(smtp.getSmtp().getPort()).round();
  }

  private List<MimeMessage> mails() {
    return List.of(smtp.getReceivedMessages());
  }

  private static String text(MimeMessage mail) throws Exception {
    return (String) mail.getContent();
  }

  private String link() throws Exception {
    Matcher found =
        Pattern.compile("confirm/([0-9a-f]{32}\\.[0-9a-f]{32})").matcher(text(mails().getLast()));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void oneSubscriptionThatCannotBeReadKeepsNobodyElseFromBeingTold() {
    unreadable.add(told("a", Kind.NEEDS_PEOPLE).id());
    told("b", Kind.NEEDS_PEOPLE);
    outbox.add(Examples.alert("x"), "@subscribers");
    round();
    assertThat(mails()).hasSize(1);
    assertThat(outbox.waiting("@subscriber/")).hasSize(1);
  }

  @Test
  void mailsToReadersLeaveFewAtATimeAndFewInAMinute() throws Exception {
    for (int i = 0; i < 3 * ReadersCourier.MAILS_PER_MINUTE; i++) {
      outbox.add(Examples.alert("x"), "@subscriber/" + told("r" + i, Kind.STOPPED).id());
    }
    AtomicInteger at = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger all = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> accept(server, at, most, all));
      ReadersCourier courier = courier(server.getLocalPort());
      rounds(courier);
      assertThat(most.get()).isBetween(1, ReadersCourier.MAILS_AT_ONCE);
      assertThat(all.get()).isEqualTo(ReadersCourier.MAILS_PER_MINUTE);
      now = now.plus(Duration.ofMinutes(1));
      rounds(courier);
      assertThat(all.get()).isEqualTo(2 * ReadersCourier.MAILS_PER_MINUTE);
    }
  }

  /** What one reader held and did not need is another's in the next round. */
  private static void rounds(ReadersCourier courier) {
    for (int round = 0; round < 10; round++) {
      courier.round();
    }
  }

  /** Counts who is connected; each is refused. */
  private static void accept(
      ServerSocket server, AtomicInteger at, AtomicInteger most, AtomicInteger all) {
    while (!server.isClosed()) {
      try {
        Socket one = server.accept();
        all.incrementAndGet();
        most.accumulateAndGet(at.incrementAndGet(), Math::max);
        Thread.ofVirtual().start(() -> refuse(one, at));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void refuse(Socket one, AtomicInteger at) {
    try (one) {
      Thread.sleep(20);
      at.decrementAndGet();
      one.getOutputStream().write("421 busy\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void operatorsSeeTheirOwnAlertsHoweverManyAsk() throws Exception {
    outbox.add(Examples.alert("money"), "ops");
    for (int i = 0; i < 20; i++) {
      outbox.add(Examples.alert("x" + i), "@subscriber/" + i);
    }
    assertThat(outbox.latest(9)).extracting(Delivery::channel).containsExactly("ops");
    assertThat(outbox.counts()).containsEntry(Delivery.Status.WAITING, 1L);
    assertThat(outbox.readersCounts()).containsEntry(Delivery.Status.WAITING, 20L);
  }

  @Test
  void noAlertIsLostBehindAQuestionThatWaitsAgain() throws Exception {
    subscriptions.ask(ANN, about(Kind.NEEDS_PEOPLE));
    String channel = outbox.waiting("@subscriber/").iterator().next();
    round();
    String link = link();
    // The mail server took it, and its answer was lost.
    outbox.drop(channel);
    outbox.add(
        new Alert(
            "confirmation:" + channel.substring("@subscriber/".length()),
            Kind.CONFIRMATION,
            now,
            "",
            Optional.empty(),
            "",
            "",
            "",
            Optional.empty()),
        channel);
    assertThat(subscriptions.confirm(link)).isPresent();
    for (int i = 0; i < 6; i++) {
      outbox.add(Examples.alert("a" + i), channel);
    }
    round();
    assertThat(mails()).hasSize(2);
    assertThat(text(mails().getLast())).contains("6 × ").doesNotContain("confirm");
  }

  @Test
  void aQuestionOfWhatIsConfirmedIsNotSentAndStandsInNoBundle() throws Exception {
    String channel = "@subscriber/" + told("a", Kind.NEEDS_PEOPLE).id();
    outbox.add(
        new Alert(
            "confirmation:a",
            Kind.CONFIRMATION,
            now.minusSeconds(9),
            "",
            Optional.empty(),
            "",
            "",
            "",
            Optional.empty()),
        channel);
    for (int i = 0; i < 7; i++) {
      outbox.add(Examples.alert("a" + i), channel);
    }
    round();
    assertThat(mails()).hasSize(7);
    for (MimeMessage mail : mails()) {
      assertThat(text(mail)).doesNotContain("confirm");
    }
  }

  @Test
  void aMailWithAnotherLinkHasAnotherMessageId() throws Exception {
    subscriptions.ask(ANN, about(Kind.STOPPED));
    String channel = outbox.waiting("@subscriber/").iterator().next();
    round();
    outbox.drop(channel);
    outbox.add(
        new Alert(
            "confirmation:" + channel.substring("@subscriber/".length()),
            Kind.CONFIRMATION,
            now,
            "",
            Optional.empty(),
            "",
            "",
            "",
            Optional.empty()),
        channel);
    round();
    told("a", Kind.NEEDS_PEOPLE);
    told("b", Kind.NEEDS_PEOPLE);
    outbox.add(Examples.alert("x"), "@subscribers");
    round();
    assertThat(mails()).hasSize(4);
    Set<String> ids = new HashSet<>();
    for (MimeMessage mail : mails()) {
      ids.add(mail.getMessageID());
    }
    assertThat(ids).hasSize(4);
  }

  @Test
  void whatIsConfirmedIsSaidInTheMailWithWhatItReplaces() throws Exception {
    subscriptions.ask(ANN, about(Kind.STOPPED));
    round();
    assertThat(text(mails().getLast()))
        .contains("* Demo DAO", "* " + Kind.STOPPED.title())
        .doesNotContain("replaces");
    subscriptions.confirm(link());
    subscriptions.ask(new MailAddress("ANN@reader.example"), about(Kind.PAYOUT_FAILED));
    round();
    assertThat(text(mails().getLast())).contains("* " + Kind.PAYOUT_FAILED.title(), "replaces");
    Subscriptions.Question question = subscriptions.question(link()).orElseThrow();
    assertThat(question.asked().choice()).isEqualTo(about(Kind.PAYOUT_FAILED));
    assertThat(question.replaces())
        .extracting(Subscription::choice)
        .containsExactly(about(Kind.STOPPED));
    assertThat(subscriptions.find(link())).as("it is not what changes").isEmpty();
    subscriptions.confirm(link());
    assertThat(stored.all()).as("whatever the case").hasSize(1);
  }

  @Test
  void aLinkThatIsCutOffEndsNothingAndSaysSo() {
    Subscription its = told("a", Kind.STOPPED);
    String link = its.id() + "." + its.key();
    assertThat(subscriptions.end(link.substring(0, 60))).isFalse();
    assertThat(stored.all()).hasSize(1);
    assertThat(subscriptions.end(link)).isTrue();
    assertThat(stored.all()).isEmpty();
    assertThat(subscriptions.end(link)).as("it is over already").isTrue();
  }

  @Test
  void whatWasBeforeItWasConfirmedIsNotTold() {
    now = now.plusSeconds(60);
    told("a", Kind.NEEDS_PEOPLE);
    told("b", Kind.DELEGATE_VOTED);
    outbox.add(Examples.alert("before"), "@subscribers");
    proposals.proposal(7, ProposalState.ACTIVE, OptionalLong.empty());
    votes.cast(Stored.key(7), DELEGATE, "for", 10, "", 14);
    delegates.look();
    round();
    assertThat(mails()).isEmpty();
    now = now.plus(Duration.ofHours(1));
    votes.cast(Stored.key(7), DELEGATE, "against", 5, "", 200);
    delegates.look();
    round();
    assertThat(mails()).hasSize(1);
  }

  @Test
  void aDelegateWhoVotesInPartsIsToldWithAllOfThem() throws Exception {
    told("b", Kind.DELEGATE_VOTED);
    proposals.proposal(7, ProposalState.ACTIVE, OptionalLong.empty());
    votes.cast(Stored.key(7), DELEGATE, "for", 90, "", 15);
    votes.cast(Stored.key(7), DELEGATE, "against", 10, "", 16);
    delegates.look();
    round();
    assertThat(mails()).hasSize(1);
    assertThat(text(mails().getLast()))
        .contains("voted against with 10 % and for with 90 % on proposal 7");
  }

  @Test
  void nobodyIsToldToDoWhatOperatorsDo() throws Exception {
    told("a", Kind.NEEDS_PEOPLE);
    outbox.add(Examples.alert("x"), "@subscribers");
    round();
    assertThat(text(mails().getLast())).doesNotContain("What to do", "operator");
  }

  @Test
  void whatNobodyConfirmedGoesByItselfAndWhereItIsOffNothingWaits() throws Exception {
    subscriptions.ask(ANN, about(Kind.STOPPED));
    String kept = told("b", Kind.STOPPED).id();
    outbox.add(Examples.alert("x"), "@subscriber/" + kept);
    now = now.plus(Subscriptions.TO_CONFIRM).plusSeconds(1);
    subscriptions.stop();
    assertThat(stored.all()).extracting(Subscription::id).containsExactly(kept);
    assertThat(outbox.waiting("@subscriber/")).isEmpty();
  }

  @Test
  void askingIsBoundForAMailboxWhateverItsDotsForAHostAndInAll() throws Exception {
    assertThat(asked(Stream.of("f.irst", "fi.rst", "fir.st", "firs.t", "f.i.rst"), "@y.example"))
        .isEqualTo(3);
    assertThat(asked(IntStream.range(0, 90).mapToObj(i -> "a" + i), "@z.example"))
        .isEqualTo(Subscriptions.MOST_AT_A_HOST);
    assertThat(asked(IntStream.range(0, 900).mapToObj(i -> "a@h" + i), ".example"))
        .isEqualTo(Subscriptions.MOST_A_DAY - Subscriptions.MOST_AT_A_HOST - 3L);
    now = now.plus(Subscriptions.TO_CONFIRM).plusSeconds(1);
    subscriptions.ask(ANN, about(Kind.STOPPED));
    assertThat(stored.all()).hasSize(1);
  }

  /** How many of them are asked. */
  private long asked(Stream<String> people, String end) {
    int before = stored.all().size();
    people.forEach(
        person -> {
          try {
            subscriptions.ask(new MailAddress(person + end), about(Kind.STOPPED));
          } catch (Subscriptions.Full e) {
            assertThat(stored.all()).isNotEmpty();
          }
        });
    return stored.all().size() - before;
  }

  @Test
  void whoIsTheFourthToAskAnAddressLearnsNothingFromIt() throws Exception {
    subscriptions.ask(ANN, about(Kind.STOPPED));
    round();
    subscriptions.confirm(link());
    subscriptions.ask(ANN, about(Kind.STOPPED));
    subscriptions.ask(ANN, about(Kind.STOPPED));
    int stored = this.stored.all().size();
    subscriptions.ask(ANN, about(Kind.STOPPED));
    assertThat(this.stored.all()).hasSize(stored);
  }
}
