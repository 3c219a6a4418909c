package org.prytany.app.period;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.prytany.app.feed.Deadline;
import org.prytany.app.feed.OffChain;
import org.prytany.app.sheet.MarkdownText;
import org.prytany.app.sheet.PollSheets;
import org.prytany.app.view.PollViews;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;

/** What happened in a space and what is due, as Markdown to paste into a forum or a letter. */
public final class OffChainMarkdown {

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
    group(lines, "Voting ended", polls, HubProposal::end);
    group(lines, "New votes", polls.stream().filter(this::isOpen).toList(), HubProposal::created);
    if (lines.size() == before) {
      lines.addAll(List.of("Nothing.", ""));
    }
    lines.addAll(List.of("### What is due", ""));
    before = lines.size();
    for (Deadline due : space.deadlines(polls)) {
      if (isWithin(due.at())) {
        lines.add("- **" + due.what() + "**: " + link(due.headline(), due.page(), due.at()));
      }
    }
    lines.addAll(lines.size() == before ? List.of("Nothing.", "") : List.of(""));
    return lines;
  }

  private boolean isOpen(Poll poll) {
    return space.now().isBefore(at(poll, HubProposal::end));
  }

  private boolean isWithin(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  private void group(
      List<String> lines, String title, List<Poll> polls, ToLongFunction<HubProposal> seconds) {
    List<Poll> its =
        polls.stream()
            .filter(
                poll -> {
                  Instant at = at(poll, seconds);
                  return isWithin(at) && !at.isAfter(space.now());
                })
            .toList();
    if (its.isEmpty()) {
      return;
    }
    lines.addAll(List.of("**" + title + "** (" + its.size() + ")", ""));
    for (Poll poll : its) {
      String page = space.page().apply(poll);
      lines.add("- " + link(poll.now().title(), page, at(poll, seconds)));
      details(poll).forEach(detail -> lines.add("  - " + MarkdownText.of(detail)));
    }
    lines.add("");
  }

  private static Instant at(Poll poll, ToLongFunction<HubProposal> seconds) {
    return Instant.ofEpochSecond(seconds.applyAsLong(poll.now()));
  }

  private List<String> details(Poll poll) {
    List<String> details = new ArrayList<>(PollViews.warnings(poll));
    details.add(PollSheets.choices(poll, space.now()));
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
