package org.prytany.governance.alert;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.poll.PollKey;
import org.prytany.spi.ProposalKey;

/**
 * Something that people are to be told, once.
 *
 * @param id names it among all, also after a restart: the same cause has the same id
 * @param kind what it is about
 * @param at when it happened
 * @param dao the DAO's id; "" for the server as a whole
 * @param proposal which proposal; empty if it is about none
 * @param poll which vote off chain; empty if it is about none
 * @param headline the proposal's, a stranger's words; "" without a proposal
 * @param detail what is the matter, in plain English; it may quote strangers
 * @param next what people do now, in our words alone; "" if nothing is to do
 * @param deadline until when something can be done, or from when on ({@link Kind#opens}); empty if
 *     there is no such time
 */
public record Alert(
    String id,
    Kind kind,
    Instant at,
    String dao,
    Optional<ProposalKey> proposal,
    Optional<PollKey> poll,
    String headline,
    String detail,
    String next,
    Optional<Instant> deadline) {

  /** One that is about no vote off chain. */
  public Alert(
      String id,
      Kind kind,
      Instant at,
      String dao,
      Optional<ProposalKey> proposal,
      String headline,
      String detail,
      String next,
      Optional<Instant> deadline) {
    this(id, kind, at, dao, proposal, Optional.empty(), headline, detail, next, deadline);
  }

  /** When there is nothing to be done any more; empty if that is not known. */
  public Optional<Instant> end() {
    return kind.opens() ? Optional.empty() : deadline;
  }

  /** Who may be told of a kind. */
  public enum Audience {
    /** Operators, and whoever follows a DAO. */
    EVERYBODY,
    /** Those who follow a DAO, and operators where a channel names it. */
    FOLLOWERS,
    /** Those who follow a DAO, by what each of them asked for. */
    SUBSCRIBERS,
    /** Operators: it is about the server and its accounts. */
    OPERATORS,
    /** Whoever asked for it. */
    ASKED
  }

  /** What alerts are about. */
  public enum Kind {
    NEW_PROPOSAL("There is a new proposal", Audience.FOLLOWERS),
    STOPPED("A proposal is stopped: its text and its calls differ", Audience.EVERYBODY),
    NEEDS_PEOPLE("A proposal waits for a person", Audience.EVERYBODY),
    WAITS_FOR_APPROVAL("A payout waits for approvals", Audience.EVERYBODY),
    VOTING_ENDS("Voting ends soon", Audience.FOLLOWERS),
    VOTE_CAST("Our vote is cast", Audience.FOLLOWERS),
    DELEGATE_VOTED("A delegate whom you follow voted", Audience.SUBSCRIBERS),
    VOTE_DUE("Voting ends soon, and our vote is not cast", Audience.OPERATORS),
    VOTE_MISSED("Our vote was missed", Audience.EVERYBODY),
    PAYOUT_DUE("A payout that is not executed soon can be executed no more", Audience.EVERYBODY),
    PAYOUT_DONE("A proposal was executed", Audience.EVERYBODY),
    PAYOUT_FAILED("A proposal could not be executed", Audience.EVERYBODY),
    WALLET_LOW("An account runs out of coin for fees", Audience.OPERATORS),
    KEY_ENDING("A key that may only vote ends soon", Audience.OPERATORS),
    KEY_ENDED("A key ended or was revoked", Audience.OPERATORS),
    NOT_READY("A DAO cannot be served", Audience.OPERATORS),
    NONCE_GAP("A nonce of an account was used elsewhere or left behind", Audience.OPERATORS),
    ACCOUNTS_CHANGED("Who may move what a DAO has changed", Audience.OPERATORS),
    CONFIRMATION("Please confirm your subscription", Audience.ASKED),
    TEST("This is a test", Audience.ASKED);

    private final String title;
    private final Audience audience;

    Kind(String title, Audience audience) {
      this.title = title;
      this.audience = audience;
    }

    public Audience audience() {
      return audience;
    }

    /** Whether an alert's time is not an end, but when something becomes possible. */
    public boolean opens() {
      return this == WAITS_FOR_APPROVAL;
    }

    /** Those that whoever follows a DAO may be told of. */
    public static Set<Kind> followed() {
      return of(Set.of(Audience.EVERYBODY, Audience.FOLLOWERS, Audience.SUBSCRIBERS));
    }

    /** Those that a channel of the operator's is told of where it names none. */
    public static Set<Kind> unlessNamed() {
      return of(Set.of(Audience.EVERYBODY, Audience.OPERATORS));
    }

    /** Those that a channel of the operator's may name. */
    public static Set<Kind> nameable() {
      return of(Set.of(Audience.EVERYBODY, Audience.FOLLOWERS, Audience.OPERATORS));
    }

    private static Set<Kind> of(Set<Audience> audiences) {
      return Arrays.stream(values())
          .filter(kind -> audiences.contains(kind.audience))
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    /** The kind with that word; empty if there is none. */
    public static Optional<Kind> named(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** One line of ours, without anything of a stranger's. */
    public String title() {
      return title;
    }

    /** As settings, payloads and the API name it: lower case with dashes. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
