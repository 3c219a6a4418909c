package org.prytany.app.search;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.Headline;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.SearchView;
import org.prytany.app.view.TextViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.search.Passage;
import org.prytany.governance.search.SearchQuery;
import org.prytany.spi.DecodedAction;

/** Says of a proposal where it has what was looked for. */
public final class Hits {

  /** A title is what most people remember of a proposal. */
  public static final Comparator<SearchView.Hit> TITLES_FIRST =
      Comparator.comparing((SearchView.Hit hit) -> !hit.where().equals(Where.TITLE.word()));

  private enum Where {
    TITLE,
    TEXT,
    CALLS,
    NUMBER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Place(Where where, Passage passage) {}

  private Hits() {}

  /**
   * The hit, with the place that has most of what was looked for.
   *
   * @param overridden see {@link ProposalViews#overridden}
   */
  public static SearchView.Hit of(
      Dao dao, Proposal proposal, SearchQuery query, boolean overridden) {
    String title = ProposalViews.headline(proposal);
    Optional<Place> best =
        Stream.of(
                place(Where.TITLE, title, query),
                place(Where.CALLS, does(dao, proposal), query),
                place(Where.TEXT, proposal.content().description(), query))
            .flatMap(Optional::stream)
            .max(
                Comparator.comparingInt((Place place) -> place.passage().parts())
                    .thenComparing(Place::where, Comparator.reverseOrder()));
    return new SearchView.Hit(
        dao.id(),
        dao.name(),
        proposal.key().proposalId().toString(),
        title,
        Headline.of(dao, proposal),
        ProposalViews.state(proposal),
        ProposalViews.blocked(proposal),
        overridden,
        proposal.content().block(),
        best.map(Place::where).orElse(Where.NUMBER).word(),
        best.map(place -> place.passage().text()).orElse(""),
        best.stream()
            .flatMap(place -> place.passage().found().stream())
            .map(span -> new SearchView.Mark(span.start(), span.end()))
            .toList());
  }

  private static Optional<Place> place(Where where, String text, SearchQuery query) {
    return Passage.of(text, query).map(passage -> new Place(where, passage));
  }

  private static String does(Dao dao, Proposal proposal) {
    return proposal
        .effects()
        .map(
            report ->
                Stream.concat(
                        TextViews.effectList(report.effects().effects(), AddressBook.of(dao))
                            .stream()
                            .map(EffectView::line),
                        report.actions().stream().flatMap(Hits::lines))
                    .distinct()
                    .collect(Collectors.joining(". ")))
        .orElse("");
  }

  private static Stream<String> lines(DecodedAction action) {
    return Stream.concat(
        Stream.concat(
            Stream.of(action.line()),
            action.arguments().stream().map(argument -> argument.name() + " " + argument.value())),
        action.nested().stream().flatMap(Hits::lines));
  }
}
