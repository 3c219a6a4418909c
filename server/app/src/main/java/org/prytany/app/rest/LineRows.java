package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.prytany.app.view.ActView;
import org.prytany.app.view.ActViews;
import org.prytany.app.view.DecisionView;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.ReceiptView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/**
 * Lists of what was decided, voted and paid, in pages. Proposals are found by their summaries; what
 * a list shows of one is read once for each of its versions, and proposals behind the page are not
 * read at all.
 */
@ApplicationScoped
public class LineRows {

  /** Rows of one page. */
  static final int MOST = 1_000;

  static final int MOST_KEPT = 10_000;

  /** Proposals that are read behind a full page to find out whether it is the last. */
  static final int MOST_AHEAD = 100;

  private final OncePerVersion<ProposalKey, Proposal, Line> known =
      new OncePerVersion<>(MOST_KEPT, Proposal::version, Line::of);

  /** What the three lists show of a proposal. */
  record Line(
      String headline,
      Optional<DecisionView> decision,
      Optional<ActView> ballot,
      Optional<ActView> execution,
      Optional<ReceiptView> receipt) {

    static Line of(Proposal proposal) {
      return new Line(
          ProposalViews.headline(proposal),
          proposal.decision().map(ActViews::decision),
          proposal.ballot().map(ActViews::act),
          proposal.execution().map(ActViews::act),
          proposal
              .receipt()
              .map(
                  its -> ProposalViews.receipt(proposal.key().chainId(), its, proposal.effects())));
    }
  }

  /** Whose line it is. */
  record Of(String dao, String proposalId, Line line) {}

  /**
   * Where proposals are read.
   *
   * @param summaries of a DAO, newest first
   */
  record Reads(
      Function<Dao, List<ProposalSummary>> summaries,
      Function<ProposalSummary, Optional<Proposal>> whole) {}

  /**
   * Which rows: of the given DAOs, in their order, each DAO's newest first.
   *
   * @param after the last row of the page before, as "dao/proposalId"; null for the first page
   */
  record Page(List<Dao> daos, long limit, @Nullable String after) {}

  /**
   * One page of rows.
   *
   * @param next what the page behind it is after; empty for the last page. The page behind it may
   *     be empty where the next hundred proposals did not show whether there is a row
   */
  record Part<T>(List<T> rows, Optional<String> next) {}

  /**
   * One page. To know whether there is another one, proposals are read as far as its first row, but
   * no more than {@link #MOST_AHEAD}.
   *
   * @param wanted what a list may have a row of, as far as summaries tell
   * @param row of a line; empty if the list has none of it
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT if no proposal here is
   *     the one to go on after
   */
  <T> Part<T> page(
      Reads reads, Page page, Predicate<ProposalSummary> wanted, Function<Of, Optional<T>> row) {
    return after(
        page,
        reads,
        wanted.and(its -> !its.removedByReorg()),
        (dao, its) -> row(reads, dao, its, row));
  }

  private <T> Optional<T> row(
      Reads reads, Dao dao, ProposalSummary its, Function<Of, Optional<T>> row) {
    return known
        .of(its.key(), its.version(), () -> reads.whole().apply(its))
        .flatMap(line -> row.apply(new Of(dao.id(), its.key().proposalId().toString(), line)));
  }

  private static <T> Part<T> after(
      Page page,
      Reads reads,
      Predicate<ProposalSummary> wanted,
      BiFunction<Dao, ProposalSummary, Optional<T>> row) {
    List<T> rows = new ArrayList<>();
    int ahead = 0;
    boolean begun = page.after() == null;
    String last = "";
    for (Dao dao : page.daos()) {
      if (!begun && !String.valueOf(page.after()).startsWith(dao.id() + "/")) {
        continue;
      }
      for (ProposalSummary its : reads.summaries().apply(dao)) {
        String name = dao.id() + "/" + its.key().proposalId();
        boolean read = begun && wanted.test(its);
        boolean full = rows.size() >= page.limit();
        ahead += read && full ? 1 : 0;
        Optional<T> found = read && ahead <= MOST_AHEAD ? row.apply(dao, its) : Optional.empty();
        if (full && (found.isPresent() || ahead > MOST_AHEAD)) {
          return new Part<>(rows, Optional.of(last));
        }
        if (found.isPresent()) {
          rows.add(found.get());
          last = name;
        }
        begun |= name.equals(page.after());
      }
    }
    if (!begun) {
      throw Body.invalid(
          "'after' should be the dao and the proposalId of the last row of the page before, with a"
              + " slash between. If that proposal is gone, begin again without it.");
    }
    return new Part<>(rows, Optional.empty());
  }
}
