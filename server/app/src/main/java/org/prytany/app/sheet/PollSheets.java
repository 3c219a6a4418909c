package org.prytany.app.sheet;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.NoteWording;
import org.prytany.app.view.PollViews;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.poll.Space;
import org.prytany.governance.proposal.Digested;

/** Makes sheets of votes off chain, which have no calls. */
public final class PollSheets {

  private static final int LONGEST_CHOICE = 200;
  private static final int MOST_CHOICES = 100;
  private static final int LONGEST_TITLE = 300;
  private static final Pattern QUOTES = Pattern.compile("[\u201c-\u201f\u275d\u275e\u301d-\u301f]");

  private PollSheets() {}

  /**
   * @param latestSafe until when a vote has to be on its way
   * @param digested empty before it is made
   */
  public static Sheet of(
      Space space, Poll poll, Instant latestSafe, Optional<Digested> digested, Instant now) {
    HubProposal content = poll.now();
    Sheets sheets = new Sheets(Map.of(), UnaryOperator.identity(), content.text(), 0);
    return new Sheet(
        VisibleText.brief(content.title(), Sheets.LONGEST_SENTENCE),
        Optional.empty(),
        List.of(),
        standing(space, poll, latestSafe, now),
        PollViews.BINDING,
        poll.obstacle().isPresent(),
        Optional.empty(),
        digested.map(its -> sheets.sentences(its.digest().sentences())).orElse(List.of()),
        digested.map(its -> NoteWording.of(its.digest())).orElse(List.of()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        PollViews.warnings(poll).stream().map(PollSheets::finding).toList(),
        Sheets.provenance(digested, Optional.empty(), content.contentHash()));
  }

  private static Sheet.Finding finding(String warning) {
    return new Sheet.Finding(
        Sheet.Severity.LOOK,
        VisibleText.brief(warning, Sheets.LONGEST_SENTENCE),
        Optional.empty(),
        -1);
  }

  private static List<String> standing(Space space, Poll poll, Instant latestSafe, Instant now) {
    HubProposal content = poll.now();
    List<String> standing = new ArrayList<>();
    standing.add(
        VisibleText.of(space.title())
            + ", vote off chain "
            + content.id()
            + ": "
            + (poll.standing().gone() ? "no longer at the hub" : words(content, now))
            + ".");
    standing.add("Proposed by " + Checksummed.of(content.author()) + ".");
    standing.add(choices(poll, now, MOST_CHOICES));
    ours(poll, latestSafe, now).ifPresent(standing::add);
    return standing;
  }

  private static String words(HubProposal content, Instant now) {
    Instant end = Instant.ofEpochSecond(content.end());
    return switch (PollViews.state(content, now)) {
      case "pending" ->
          "voting is not open yet, from " + Instant.ofEpochSecond(content.start()) + " to " + end;
      case "active" -> "voting is open until " + end;
      default -> "voting ended " + end;
    };
  }

  /** A title for lists, which have many. */
  public static String title(Poll poll) {
    return VisibleText.brief(poll.now().title(), LONGEST_TITLE);
  }

  /**
   * With the votes once voting is over: before, they change with each look at the hub.
   *
   * @param most choices that are named; how many more there are is said
   */
  public static String choices(Poll poll, Instant now, int most) {
    HubProposal content = poll.now();
    List<BigDecimal> scores = poll.standing().scores();
    boolean over = PollViews.state(content, now).equals("closed");
    List<String> all = content.choices();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(most, all.size()); i++) {
      shown.add(
          (i + 1)
              + ". “"
              + VisibleText.brief(unquoted(all.get(i)), LONGEST_CHOICE)
              + "”"
              + (over && i < scores.size() ? ": " + PollViews.plain(scores.get(i)) : ""));
    }
    int more = all.size() - shown.size();
    return (over ? "Choices and their votes, as the hub says: " : "Choices: ")
        + String.join(", ", shown)
        + (more > 0 ? " and " + more + " more" : "")
        + ".";
  }

  /** What this server's account votes, or who says so; empty where that is not decided. */
  public static Optional<String> ours(Poll poll, Instant latestSafe, Instant now) {
    if (poll.vote().isPresent()) {
      return poll.vote().map(vote -> voted(vote, poll.now()));
    }
    if (poll.waitsForPeople(now)) {
      return Optional.of("An operator chooses, at the latest by " + latestSafe + ".");
    }
    return poll.decision()
        .filter(its -> its.kind() == PollDecision.Kind.REFRAIN)
        .map(its -> "This server casts no vote.");
  }

  /** Strangers' words that cannot end the quotes around them, since what follows is ours. */
  private static String unquoted(String text) {
    return QUOTES.matcher(text).replaceAll("'");
  }

  private static String voted(PollVote vote, HubProposal content) {
    String choice =
        VisibleText.brief(
            PollViews.words(vote.choice(), content, PollSheets::unquoted), LONGEST_CHOICE);
    return switch (vote.status()) {
      case CONFIRMED -> "This server voted " + choice + ".";
      case ELSEWHERE -> "The account voted by other means.";
      case MISSED -> "This server's vote did not come through.";
      case INTENDED, SIGNED, SENT -> "This server's vote for " + choice + " is on its way.";
    };
  }
}
