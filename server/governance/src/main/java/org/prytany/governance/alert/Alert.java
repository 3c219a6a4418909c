package org.prytany.governance.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.prytany.spi.ProposalKey;

/**
 * Something that people are to be told, once.
 *
 * @param id names it among all, also after a restart: the same cause has the same id
 * @param kind what it is about
 * @param at when it happened
 * @param dao the DAO's id; "" for the server as a whole
 * @param proposal which proposal; empty if it is about none
 * @param headline the proposal's, a stranger's words; "" without a proposal
 * @param detail what is the matter, in plain English; it may quote strangers
 * @param next what people do now, in our words alone; "" if nothing is to do
 * @param deadline until when something can be done; empty if there is no such time
 */
public record Alert(
    String id,
    Kind kind,
    Instant at,
    String dao,
    Optional<ProposalKey> proposal,
    String headline,
    String detail,
    String next,
    Optional<Instant> deadline) {

  /** What alerts are about. */
  public enum Kind {
    STOPPED("A proposal is stopped: its text and its calls differ"),
    NEEDS_PEOPLE("A proposal waits for a person"),
    WAITS_FOR_APPROVAL("A payout waits for approvals"),
    VOTE_DUE("Voting ends soon, and our vote is not cast"),
    VOTE_MISSED("Our vote was missed"),
    PAYOUT_DONE("A proposal was executed"),
    PAYOUT_FAILED("A proposal could not be executed"),
    WALLET_LOW("An account runs out of coin for fees"),
    KEY_ENDING("A key that may only vote ends soon"),
    KEY_ENDED("A key ended or was revoked"),
    NOT_READY("A DAO cannot be served"),
    NONCE_GAP("A nonce of an account was used elsewhere or left behind"),
    ACCOUNTS_CHANGED("Who may move what a DAO has changed"),
    TEST("This is a test");

    private final String title;

    Kind(String title) {
      this.title = title;
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
