package org.prytany.chain.governor;

import java.util.List;
import java.util.Optional;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.chain.intake.LogScanner;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.VoteLogs;

/** Reads the votes of all accounts over JSON-RPC, in pieces of what each endpoint bears. */
public final class RpcVoteLogs implements VoteLogs {
  private final Endpoints endpoints;
  private final LogScanner scanner;
  private final GovernorFamilies families;

  public RpcVoteLogs(Endpoints endpoints, LogScanner scanner, GovernorFamilies families) {
    this.endpoints = endpoints;
    this.scanner = scanner;
    this.families = families;
  }

  /** Nothing but its log proves a vote: what one endpoint shows alone is not taken. */
  @Override
  public Optional<Part> part(Dao dao, long from, long to) {
    VoteEvents events = VoteEvents.of(dao, families.form(dao));
    return scanner
        .range(
            endpoints.of(dao),
            dao.governor(),
            VoteEvents.all(families.of(dao).family()),
            from,
            0,
            to,
            LogScanner.Differences.REFUSED)
        .map(range -> new Part(votes(events, range), range.end()));
  }

  private static List<VoteLog> votes(VoteEvents events, LogScanner.Range range) {
    return range.logs().stream().map(events::read).flatMap(Optional::stream).toList();
  }
}
