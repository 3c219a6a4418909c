package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Strangers are told by mail what they asked for and confirmed, and nothing else reaches them. */
class SubscriptionsTest {

  private static final String ORIGIN = "https://dao.example";
  private static final MailAddress ANN = new MailAddress("ann@reader.example");
  private static final Address DELEGATE = new Address("0x" + "de".repeat(20));
  private static final Subscription.Choice NEEDS = about(Kind.NEEDS_PEOPLE, Kind.STOPPED);

  private final GreenMail smtp =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final MemorySubscriptions stored = new MemorySubscriptions();
  private final Stored proposals = new Stored();
  private final MemoryVotes votes = new MemoryVotes();
  private Instant now = Examples.NOW;
  private final Subscriptions subscriptions = new Subscriptions(stored, outbox, 5, () -> now);

  @BeforeEach
  void start() {
    smtp.start();
  }

  @AfterEach
  void stop() {
    smtp.stop();
  }

  private static Subscription.Choice about(Kind... kinds) {
    return new Subscription.Choice(
        Set.of("demo"),
        Set.of(kinds),
        Set.of(kinds).contains(Kind.DELEGATE_VOTED) ? Set.of(DELEGATE) : Set.of());
  }

  private Subscribers subscribers(int port) {
    Mail.Host host =
        new Mail.Host(
            "127.0.0.1",
            port,
            Mail.Security.NONE,
            Optional.empty(),
            Optional.empty(),
            "prytany@dao.example");
    return new Subscribers(
        stored,
        subscriptions,
        outbox,
        new Smtp(host, () -> now),
        Examples.push(),
        Examples.webhooks(),
        Examples.daos(),
        ORIGIN);
  }

  private void round() {
    round(smtp.getSmtp().getPort());
  }

  private void round(int port) {
    new DelegateVotes(stored, Examples.daos(), proposals, votes, outbox, () -> now).look();
    ReadersCourier courier =
        new ReadersCourier(
            Way.MAIL, outbox, subscribers(port), Examples.daos(), ORIGIN, "n", () -> now);
    courier.round();
    courier.round();
  }

  private void happens(Alert alert) {
    outbox.add(alert, subscribers(1).name());
  }

  private MimeMessage newest() {
    MimeMessage[] taken = smtp.getReceivedMessages();
    return taken[taken.length - 1];
  }

  private int mails() {
    return smtp.getReceivedMessages().length;
  }

  private static String link(MimeMessage mail, String place) throws Exception {
    Matcher found =
        Pattern.compile(Pattern.quote(ORIGIN + place) + "([0-9a-f]{32}\\.[0-9a-f]{32})")
            .matcher((String) mail.getContent());
    assertThat(found.find()).as((String) mail.getContent()).isTrue();
    return found.group(1);
  }

  private String asked(MailAddress address) throws Exception {
    subscriptions.ask(address, NEEDS);
    round();
    return link(newest(), "/#/subscription/confirm/");
  }

  @Test
  void nothingButTheQuestionIsSentBeforeItIsConfirmed() throws Exception {
    String link = asked(ANN);
    happens(Examples.alert("a"));
    round();
    assertThat(mails()).isEqualTo(1);
    assertThat(newest().getAllRecipients()).hasSize(1);
    assertThat(newest().getAllRecipients()[0]).hasToString("ann@reader.example");

    assertThat(subscriptions.confirm(link)).isPresent();
    happens(Examples.alert("b"));
    round();
    assertThat(mails()).isEqualTo(2);
    assertThat(newest().getSubject()).contains("A proposal waits for a person (Demo DAO)");
    assertThat(subscriptions.confirm(link)).as("a link confirms once").isEmpty();
  }

  @Test
  void onlyWhatWasAskedForIsTold() throws Exception {
    subscriptions.confirm(asked(ANN));
    Alert paid = Examples.alert("paid");
    happens(
        new Alert(
            "paid", Kind.PAYOUT_DONE, now, "demo", paid.proposal(), "", "", "", Optional.empty()));
    happens(
        new Alert(
            "other", Kind.STOPPED, now, "other", paid.proposal(), "", "", "", Optional.empty()));
    round();
    assertThat(mails()).isEqualTo(1);
  }

  @Test
  void eachMailEndsItByOneClickAndWhatWaitsIsGivenUp() throws Exception {
    subscriptions.confirm(asked(ANN));
    happens(Examples.alert("a"));
    round();
    String link = link(newest(), "/#/subscription/");
    assertThat(newest().getHeader("List-Unsubscribe"))
        .containsExactly("<" + ORIGIN + "/api/v1/subscriptions/end?link=" + link + ">");
    assertThat(newest().getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");

    happens(Examples.alert("b"));
    smtp.stop();
    round(1);
    subscriptions.end(link);
    assertThat(stored.all()).isEmpty();
    assertThat(outbox.waiting("@subscriber/")).isEmpty();
    assertThat(outbox.readersCounts().get(Delivery.Status.DEAD)).isNull();
    subscriptions.end(link);
    assertThat(subscriptions.find(link)).isEmpty();
  }

  @Test
  void aLinkIsOverAfterADayAndNothingOfTheAddressStays() throws Exception {
    String link = asked(ANN);
    now = now.plus(Subscriptions.TO_CONFIRM).plusSeconds(1);
    assertThat(subscriptions.confirm(link)).isEmpty();
    assertThat(stored.all()).isEmpty();
  }

  @Test
  void aSecretIsStoredAsItsHashAndNoOtherConfirms() throws Exception {
    String link = asked(ANN);
    Subscription kept = stored.all().getFirst();
    assertThat(kept.confirmation()).hasSize(64).isNotEqualTo(link.substring(33));
    for (String wrong :
        List.of(
            "",
            link.substring(0, 33) + "0".repeat(32),
            kept.id() + "." + kept.key(),
            "0".repeat(32) + link.substring(32))) {
      assertThat(subscriptions.confirm(wrong)).as(wrong).isEmpty();
    }
    assertThat(subscriptions.find(link)).as("it changes nothing").isEmpty();
    assertThat(subscriptions.find(kept.id() + "." + kept.key())).as("not confirmed").isEmpty();
  }

  @Test
  void aMailThatIsSentAgainHasANewLinkAndTheOldOneIsNoGood() throws Exception {
    subscriptions.ask(ANN, NEEDS);
    try (MailServer refusing = new MailServer(ANN.text())) {
      round(refusing.port());
      assertThat(refusing.taken).isEmpty();
    }
    String first = stored.all().getFirst().confirmation();
    now = now.plus(Duration.ofMinutes(1));
    round();
    assertThat(stored.all().getFirst().confirmation()).isNotEqualTo(first);
    assertThat(subscriptions.confirm(link(newest(), "/#/subscription/confirm/"))).isPresent();
  }

  @Test
  void aMailboxIsAskedThreeTimesADayWhateverStandsBehindAPlus() throws Exception {
    for (int i = 0; i < 5; i++) {
      subscriptions.ask(new MailAddress("Ann+" + i + "@Reader.Example"), NEEDS);
      round();
    }
    assertThat(mails()).isEqualTo(3);
    now = now.plus(Subscriptions.TO_CONFIRM).plusSeconds(1);
    subscriptions.ask(ANN, NEEDS);
    round();
    assertThat(mails()).isEqualTo(4);
  }

  @Test
  void beyondTheMostNobodyIsAskedWhetherKnownOrNot() throws Exception {
    subscriptions.confirm(asked(ANN));
    for (int i = 0; i < 4; i++) {
      subscriptions.ask(new MailAddress("reader" + i + "@reader.example"), NEEDS);
    }
    for (MailAddress address : List.of(ANN, new MailAddress("new@reader.example"))) {
      assertThatThrownBy(() -> subscriptions.ask(address, NEEDS))
          .isInstanceOf(Subscriptions.Full.class);
    }
  }

  @Test
  void whoAsksAgainHasOneSubscriptionAboutWhatWasConfirmedLast() throws Exception {
    subscriptions.confirm(asked(ANN));
    subscriptions.ask(ANN, about(Kind.PAYOUT_DONE));
    assertThat(stored.all())
        .filteredOn(Subscription::confirmed)
        .as("until it is confirmed")
        .extracting(Subscription::choice)
        .containsExactly(NEEDS);
    round();
    subscriptions.confirm(link(newest(), "/#/subscription/confirm/"));
    assertThat(stored.all())
        .singleElement()
        .satisfies(its -> assertThat(its.choice()).isEqualTo(about(Kind.PAYOUT_DONE)));
  }

  @Test
  void theLinkOfAMailChangesWhatItIsAbout() throws Exception {
    subscriptions.confirm(asked(ANN));
    happens(Examples.alert("a"));
    round();
    String link = link(newest(), "/#/subscription/");
    assertThat(subscriptions.change(link, about(Kind.VOTE_CAST))).isPresent();
    happens(Examples.alert("b"));
    round();
    assertThat(mails()).isEqualTo(2);
  }

  @Test
  void muchAtOnceIsOneMailWithoutOurCommands() throws Exception {
    subscriptions.confirm(asked(ANN));
    for (int i = 0; i < 8; i++) {
      happens(Examples.alert("a" + i));
    }
    round();
    assertThat(mails()).isEqualTo(2);
    assertThat((String) newest().getContent())
        .contains("8 × A proposal waits for a person")
        .contains(ORIGIN + "/#/subscription/")
        .doesNotContain("./prytany");
  }

  @Test
  void whoFollowsADelegateIsToldOnceHowTheyVotedOnWhatIsOpen() throws Exception {
    subscriptions.ask(ANN, about(Kind.DELEGATE_VOTED));
    round();
    subscriptions.confirm(link(newest(), "/#/subscription/confirm/"));
    proposals.proposal(7, ProposalState.ACTIVE, OptionalLong.empty());
    proposals.proposal(8, ProposalState.DEFEATED, OptionalLong.empty());
    for (int id : List.of(7, 8)) {
      votes.cast(Stored.key(id), DELEGATE, "against", "spam.example");
      votes.cast(Stored.key(id), Examples.GOVERNOR, "for", "");
    }
    round();
    now = now.plus(Duration.ofHours(1));
    round();
    assertThat(mails()).isEqualTo(2);
    assertThat(newest().getSubject()).contains("A delegate whom you follow voted (Demo DAO)");
    assertThat((String) newest().getContent())
        .contains(DELEGATE + " voted against on proposal 7", "/proposals/7")
        .doesNotContain("spam");
  }
}
