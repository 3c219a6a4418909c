package org.prytany.app.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.ChoiceMeaning;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.Support;

/** Votes off chain as the API shows them. */
public final class PollViews {

  /** Said of each of them. */
  public static final String BINDING =
      "Off chain: it changes nothing on chain by itself. What follows from it is up to whoever"
          + " carries it out.";

  private PollViews() {}

  /** With its text. */
  public static PollView whole(
      Poll poll, Instant latestSafe, Instant now, Optional<Digested> digested) {
    HubProposal content = poll.now();
    return view(
        poll,
        latestSafe,
        now,
        Optional.of(content.text()),
        poll.since().map(since -> poll.content().text()),
        digested.map(its -> TextViews.digest(its, content.text(), false, Optional.empty())));
  }

  /** As a line of a list. */
  public static PollView line(Poll poll, Instant latestSafe, Instant now) {
    return view(poll, latestSafe, now, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static PollView view(
      Poll poll,
      Instant latestSafe,
      Instant now,
      Optional<String> text,
      Optional<String> before,
      Optional<DigestView> digest) {
    HubProposal content = poll.now();
    return new PollView(
        BINDING,
        poll.space(),
        content.id(),
        content.title(),
        Checksummed.of(content.author()),
        content.systemWord(),
        state(content, now),
        Instant.ofEpochSecond(content.start()).toString(),
        Instant.ofEpochSecond(content.end()).toString(),
        latestSafe.toString(),
        content.network(),
        content.snapshot(),
        choices(poll),
        plain(poll.standing().total()),
        poll.standing().voters(),
        content.isProven(),
        warnings(poll),
        content.contentHash(),
        poll.decision().map(its -> decided(its, content)),
        poll.vote().map(its -> voted(its, content)),
        text,
        before,
        digest);
  }

  /** What waits for people before all others, soonest first; others as they are. */
  public static List<Poll> waitingFirst(List<Poll> polls, Instant now) {
    List<Poll> all = new ArrayList<>(polls);
    all.sort(
        Comparator.comparingLong(
            poll -> poll.waitsForPeople(now) ? poll.now().end() : Long.MAX_VALUE));
    return all;
  }

  /** pending, active or closed. */
  public static String state(HubProposal content, Instant now) {
    if (now.getEpochSecond() < content.start()) {
      return "pending";
    }
    return now.getEpochSecond() < content.end() ? "active" : "closed";
  }

  private static List<PollView.ChoiceView> choices(Poll poll) {
    HubProposal content = poll.now();
    List<BigDecimal> scores = poll.standing().scores();
    Map<Support, Integer> meaning = ChoiceMeaning.of(content);
    List<PollView.ChoiceView> choices = new ArrayList<>();
    for (int i = 0; i < content.choices().size(); i++) {
      int number = i + 1;
      choices.add(
          new PollView.ChoiceView(
              number,
              content.choices().get(i),
              i < scores.size() ? Optional.of(plain(scores.get(i))) : Optional.empty(),
              meaning.entrySet().stream()
                  .filter(its -> its.getValue() == number)
                  .map(its -> lower(its.getKey()))
                  .findFirst()));
    }
    return choices;
  }

  /** What a reader has to know before anything else, in plain English. */
  public static List<String> warnings(Poll poll) {
    List<String> warnings = new ArrayList<>();
    poll.obstacle().ifPresent(warnings::add);
    if (poll.standing().flagged()) {
      warnings.add("The hub warns of this proposal.");
    }
    return warnings;
  }

  private static PollView.DecidedView decided(PollDecision its, HubProposal content) {
    return new PollView.DecidedView(
        lower(its.kind()),
        its.rule(),
        its.reason(),
        its.choice().map(choice -> words(choice, content)),
        its.by(),
        plain(its.power()),
        its.at().toString(),
        its.kind().needsPeople());
  }

  private static PollView.VotedView voted(PollVote its, HubProposal content) {
    return new PollView.VotedView(
        lower(its.status()),
        its.choice(),
        words(its.choice(), content),
        its.id(),
        its.signature(),
        its.receipt()
            .map(r -> new PollView.HubReceiptView(r.id(), r.ipfs(), r.relayer(), r.signature())),
        its.told(),
        its.attempts(),
        its.at().toString());
  }

  /** A choice in the words of the choices. */
  public static String words(String choice, HubProposal content) {
    return words(choice, content, UnaryOperator.identity());
  }

  /** The same with each of the choices as it is shown. */
  public static String words(String choice, HubProposal content, UnaryOperator<String> shown) {
    List<String> choices = content.choices().stream().map(shown).toList();
    try {
      return content
          .system()
          .map(system -> Choice.read(system, choice, choices.size()))
          .map(read -> read.words(choices))
          .orElse(choice);
    } catch (IllegalArgumentException e) {
      // A vote by hand, in a form that is none of ours.
      return choice;
    }
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As a decimal text. */
  public static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
