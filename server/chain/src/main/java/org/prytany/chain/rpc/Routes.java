package org.prytany.chain.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The addresses at which a chain is asked, the preferred one first. A question goes to the first
 * that does not rest; one that gives no answer rests, and the next is asked.
 */
final class Routes {
  private static final int TRIES_EACH = 4;

  /** A question waits no longer than that for addresses that rest. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final long chainId;
  private final List<Route> routes;
  private final Pauses pauses;
  private final Doubts doubts = new Doubts();
  private final Heads heads = new Heads();

  Routes(long chainId, List<Route> routes, Pauses pauses) {
    this.chainId = chainId;
    this.routes = List.copyOf(routes);
    this.pauses = pauses;
  }

  long chainId() {
    return chainId;
  }

  int size() {
    return routes.size();
  }

  /** A failure, and whose it is. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int number;
    private final transient RouteException why;

    FailedException(int number, RouteException why) {
      super(why.words(), null, false, false);
      this.number = number;
      this.why = why;
    }

    /** Counted from 1, in the operator's order. */
    int number() {
      return number;
    }

    RouteException why() {
      return why;
    }
  }

  /** Asks until an address answers. */
  List<Told> ask(List<Question> questions) throws FailedException {
    Duration patience = PATIENCE;
    Set<Route> done = new HashSet<>();
    int tries = TRIES_EACH * routes.size();
    while (true) {
      Route route = next(done);
      Duration rest = route.rest().left(pauses.nanos());
      if (rest.compareTo(patience) > 0) {
        throw failed(route, route.rest().why().orElseThrow());
      }
      if (!rest.isZero()) {
        pauses.pause(rest);
        patience = patience.minus(rest);
      }
      try {
        route.verify(chainId, false);
        return route.ask(questions);
      } catch (RouteException e) {
        tries--;
        if (!e.passes()) {
          done.add(route);
        }
        if (tries == 0 || done.size() == routes.size() || Thread.currentThread().isInterrupted()) {
          throw failed(route, e);
        }
      }
    }
  }

  /**
   * An address's answers.
   *
   * @param number its place in the operator's list, counted from 1
   */
  record From(int number, List<Told> told) {}

  /** Asks every address that does not rest; where none answers, as {@link #ask}. */
  List<From> askEach(List<Question> questions) throws FailedException {
    List<From> answers = new ArrayList<>();
    if (routes.size() > 1) {
      for (Route route : routes) {
        if (!route.rest().left(pauses.nanos()).isZero()) {
          continue;
        }
        try {
          route.verify(chainId, false);
          answers.add(new From(routes.indexOf(route) + 1, route.ask(questions)));
        } catch (RouteException e) {
          noteIfWrong(route, e);
        }
      }
    }
    if (answers.isEmpty()) {
      answers.add(new From(1, ask(questions)));
    }
    return answers;
  }

  /** Asks one address, once. */
  List<Told> askAt(int number, List<Question> questions) throws FailedException {
    Route route = routes.get(number - 1);
    try {
      route.verify(chainId, false);
      return route.ask(questions);
    } catch (RouteException e) {
      noteIfWrong(route, e);
      throw failed(route, e);
    }
  }

  /** Numbers of the addresses that do not rest; of all where all do. */
  List<Integer> awake() {
    List<Integer> all = IntStream.rangeClosed(1, routes.size()).boxed().toList();
    long now = pauses.nanos();
    List<Integer> awake =
        all.stream().filter(number -> routes.get(number - 1).rest().left(now).isZero()).toList();
    return awake.isEmpty() ? all : awake;
  }

  /** How many questions every address takes in one request, as far as that was seen. */
  int bears() {
    return routes.stream().mapToInt(Route::bears).min().orElseThrow();
  }

  long nanos() {
    return pauses.nanos();
  }

  private void noteIfWrong(Route route, RouteException e) {
    if (e.kind() == RouteException.Kind.WRONG_CHAIN) {
      doubt(
          "endpoint "
              + (routes.indexOf(route) + 1)
              + " serves chain "
              + e.words()
              + " and is not asked");
    }
  }

  /** Remembers what endpoints contradict each other about. */
  void doubt(String what) {
    doubts.note(what, pauses.nanos());
  }

  /** Notes an endpoint's head, which is this now. */
  Heads.Pace head(int endpoint, long number, String hash) {
    return heads.note(endpoint, number, hash, pauses.nanos());
  }

  /** What was doubted in the last minutes. */
  List<String> doubts() {
    return doubts.lately(pauses.nanos());
  }

  void pause(Duration time) {
    pauses.pause(time);
  }

  /** Asks every address for its chain's id. */
  void verify() throws FailedException {
    List<FailedException> wrong = new ArrayList<>();
    boolean right = false;
    for (Route route : routes) {
      try {
        route.verify(chainId, true);
        right = true;
      } catch (RouteException e) {
        FailedException failure = failed(route, e);
        if (e.kind() == RouteException.Kind.WRONG_CHAIN) {
          wrong.add(failure);
        }
      }
    }
    if (!right && !wrong.isEmpty()) {
      throw wrong.getFirst();
    }
    if (!right) {
      // It may only want to be asked again.
      ask(List.of(Question.of("eth_chainId")));
    }
    for (FailedException its : wrong) {
      noteIfWrong(routes.get(its.number() - 1), its.why());
    }
  }

  /** The first that may be asked now, or else the one that may be asked soonest. */
  private Route next(Set<Route> done) {
    long now = pauses.nanos();
    Route soonest = null;
    for (Route route : routes) {
      if (done.contains(route)) {
        continue;
      }
      if (route.rest().left(now).isZero()) {
        return route;
      }
      if (soonest == null || route.rest().left(now).compareTo(soonest.rest().left(now)) < 0) {
        soonest = route;
      }
    }
    if (soonest == null) {
      throw new IllegalStateException("every address was asked");
    }
    return soonest;
  }

  private FailedException failed(Route route, RouteException why) {
    return new FailedException(routes.indexOf(route) + 1, why);
  }
}
