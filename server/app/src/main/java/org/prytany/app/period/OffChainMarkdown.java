package org.prytany.app.period;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.prytany.app.feed.Deadline;
import org.prytany.app.feed.OffChain;
import org.prytany.app.sheet.MarkdownText;
import org.prytany.app.sheet.PollSheets;
import org.prytany.app.view.PollViews;
import org.prytany.governance.poll.Poll;

/** What happened in a space and what is due, as Markdown to paste into a forum or a letter. */
public final class OffChainMarkdown {

  /** Of a group; with more, nobody reads it. */
  private static final int MOST = 100;

  private static final int MOST_CHOICES = 10;

  private final OffChain space;
  private final Instant from;
  private final Instant to;

  private OffChainMarkdown(OffChain space, Instant from, Instant to) {
    this.space = space;
    this.from = from;
    this.to = to;
  }

  /**
   * @param from first moment
   * @param to moment after the last
   */
  public static String of(OffChain space, List<Poll> polls, Instant from, Instant to) {
    return String.join("\n", new OffChainMarkdown(space, from, to).lines(polls)) + "\n";
  }

  private List<String> lines(List<Poll> polls) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "## "
            + MarkdownText.of(space.space().title())
            + ", votes off chain: "
            + PeriodMarkdown.days(from, to));
    lines.addAll(List.of("", MarkdownText.of(PollViews.BINDING), "", "### What happened", ""));
    int before = lines.size();
    List<Poll> there = polls.stream().filter(poll -> !poll.standing().gone()).toList();
    group(lines, "Voting ended", there, OffChainMarkdown::end);
    group(
        lines,
        "New votes",
        there.stream().filter(poll -> !happened(end(poll))).toList(),
        poll -> Instant.ofEpochSecond(poll.now().created()));
    group(
        lines,
        "No longer at the hub",
        polls.stream().filter(poll -> poll.standing().gone()).toList(),
        poll -> poll.standing().at());
    if (lines.size() == before) {
      lines.addAll(List.of("Nothing.", ""));
    }
    lines.addAll(List.of("### What is due", ""));
    before = lines.size();
    List<Deadline> due = space.deadlines(polls).stream().filter(its -> isWithin(its.at())).toList();
    for (Deadline its : due.subList(0, Math.min(MOST, due.size()))) {
      lines.add("- **" + its.what() + "**: " + link(its.headline(), its.page(), its.at()));
    }
    more(lines, due.size());
    lines.addAll(lines.size() == before ? List.of("Nothing.", "") : List.of(""));
    return lines;
  }

  private boolean happened(Instant at) {
    return isWithin(at) && !at.isAfter(space.now());
  }

  private boolean isWithin(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  private void group(
      List<String> lines, String title, List<Poll> polls, Function<Poll, Instant> at) {
    List<Poll> its = polls.stream().filter(poll -> happened(at.apply(poll))).toList();
    if (its.isEmpty()) {
      return;
    }
    lines.addAll(List.of("**" + title + "** (" + its.size() + ")", ""));
    for (Poll poll : its.subList(0, Math.min(MOST, its.size()))) {
      String page = space.page().apply(poll);
      lines.add("- " + link(PollSheets.title(poll), page, at.apply(poll)));
      details(poll).forEach(detail -> lines.add("  - " + MarkdownText.of(detail)));
    }
    more(lines, its.size());
    lines.add("");
  }

  private static void more(List<String> lines, int all) {
    if (all > MOST) {
      lines.add("- and " + (all - MOST) + " more");
    }
  }

  private static Instant end(Poll poll) {
    return Instant.ofEpochSecond(poll.now().end());
  }

  private List<String> details(Poll poll) {
    List<String> details = new ArrayList<>(PollViews.warnings(poll));
    if (!poll.standing().gone()) {
      details.add(PollSheets.choices(poll, space.now(), MOST_CHOICES));
    }
    PollSheets.ours(poll, space.latestSafe().apply(poll.now()), space.now())
        .ifPresent(details::add);
    return details;
  }

  private static String link(String title, String page, Instant at) {
    return "["
        + MarkdownText.of(title)
        + "](<"
        + page
        + ">) — "
        + PeriodMarkdown.time(at.toString());
  }
}
