package org.prytany.alerts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.alerts.watch.Watch;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollRepository;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.Standing;
import org.prytany.spi.Address;

/** Votes off chain of one space. */
final class MemoryPolls implements PollRepository {

  static final Watch.OffChain NO_SPACES =
      new Watch.OffChain(List.of(), new MemoryPolls(), its -> Instant.ofEpochSecond(its.end()));

  final Map<String, Poll> polls = new LinkedHashMap<>();

  /** A space with this voter, whose votes have to be on their way a minute before their end. */
  Watch.OffChain space(Optional<Address> voter) {
    Space space = new Space("demo", "Demo", "", "", "demo.eth", voter, Set.of());
    return new Watch.OffChain(
        List.of(space), this, its -> Instant.ofEpochSecond(its.end()).minusSeconds(60));
  }

  static Poll open(int number, Instant start, Instant end) {
    HubProposal content =
        new HubProposal(
            String.format("0x%064x", number),
            "demo.eth",
            new Address("0x" + "11".repeat(20)),
            start.getEpochSecond(),
            "1",
            "basic",
            "Off chain " + number,
            "body",
            "",
            List.of("For", "Against"),
            List.of(),
            start.getEpochSecond(),
            end.getEpochSecond(),
            17,
            "{}",
            "",
            "app",
            "");
    return Poll.fresh(
        "demo", content, new Standing(List.of(), BigDecimal.ZERO, 0, false, false, start));
  }

  void put(Poll poll) {
    polls.put(poll.key(), poll);
  }

  @Override
  public Optional<Poll> find(String key) {
    return Optional.ofNullable(polls.get(key));
  }

  @Override
  public List<Poll> of(String space) {
    return polls.values().stream().filter(poll -> poll.space().equals(space)).toList();
  }

  @Override
  public boolean insert(Poll poll) {
    return polls.putIfAbsent(poll.key(), poll) == null;
  }

  @Override
  public Optional<Poll> compareAndSwap(Poll poll) {
    put(poll);
    return Optional.of(poll);
  }
}
