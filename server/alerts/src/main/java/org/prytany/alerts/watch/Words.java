package org.prytany.alerts.watch;

import java.util.List;
import java.util.Map;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.VoteDecision;

/** What an alert says is the matter, and what people do next, as a treasurer would say it. */
final class Words {

  /** UTF-16 units. */
  private static final int LONGEST = 2_000;

  /** What people do when something about a DAO's accounts changed. */
  static final String AFTER_A_CHANGE =
      "If it was none of you, stop payouts (a treasurer pauses them) and move what the account has."
          + " If it was, treasurers approve once more what they approved before.";

  private static final String DECIDE = "DECIDE";

  /** What is due of a payout that lacks approvals. */
  static final String APPROVE = "APPROVE";

  private static final String TO_TREASURERS =
      "Treasurers: check what it pays, then approve or reject it with your signature.";

  private Words() {}

  /** What is the matter; it may quote strangers. */
  static String detail(Kind kind, AuditEntry entry, Subject subject) {
    Map<String, String> details = entry.details();
    return cut(
        switch (kind) {
          case STOPPED -> stopped(entry, subject);
          case NONCE_GAP ->
              "Nonce "
                  + details.getOrDefault("nonce", "?")
                  + " of "
                  + details.getOrDefault("account", "an account")
                  + (entry.act().endsWith("taken")
                      ? " was used by a transaction that this server did not send."
                      : " was left behind: " + details.getOrDefault("reason", "unused."));
          case PAYOUT_DONE, PAYOUT_FAILED ->
              entry.act().endsWith(".missed")
                  ? "It was due, and was not paid in time. " + details.getOrDefault("reason", "")
                  : subject
                      .proposal()
                      .execution()
                      .flatMap(Act::outcome)
                      .map(Words::outcome)
                      .orElse("The chain has it as executed.");
          case NEW_PROPOSAL ->
              "It was proposed by " + subject.proposal().content().proposer() + ".";
          case VOTE_CAST ->
              "Our vote is on the chain."
                  + subject
                      .proposal()
                      .decision()
                      .map(decided -> " " + decided(decided.decision()))
                      .orElse("");
          case VOTE_MISSED -> missed(subject, details.getOrDefault("reason", ""));
          case NEEDS_PEOPLE ->
              details.getOrDefault("problem", "The server cannot go on by itself.");
          default -> entry.act();
        },
        LONGEST);
  }

  /** What changed about a DAO's accounts. */
  static String changed(Dao dao, String changes) {
    return cut("Who may move what " + dao.name() + " has is not as it was. " + changes, LONGEST);
  }

  /** What people do now; "" where nothing is to do. */
  static String next(Kind kind, String duty, Subject subject) {
    return switch (kind) {
      case STOPPED ->
          "Compare the text with the calls. Treasurers approve or reject, operators decide the vote;"
              + " until then nothing goes on by itself.";
      case NEEDS_PEOPLE, VOTE_DUE ->
          switch (duty) {
            case DECIDE -> "An operator decides the vote: " + command(subject);
            case "VOTE" ->
                "See why the vote was not sent, and mend it. If time is short, vote by hand from "
                    + subject.dao().voter().map(Object::toString).orElse("the voting account")
                    + ".";
            default -> "Mend what is said above; the server then goes on by itself.";
          };
      case PAYOUT_DUE ->
          duty.equals(APPROVE) ? TO_TREASURERS : next(Kind.NEEDS_PEOPLE, duty, subject);
      case WAITS_FOR_APPROVAL -> TO_TREASURERS;
      case VOTE_MISSED -> "This vote is over. Find out why before the next one ends.";
      case PAYOUT_FAILED -> "See why on its page. The server does not try again by itself.";
      case NONCE_GAP ->
          "If it was none of you, somebody else has this account's key: stop the signer and move"
              + " what the account has.";
      default -> "";
    };
  }

  private static String command(Subject subject) {
    return "`./prytany decide "
        + subject.dao().id()
        + " "
        + subject.proposal().key().proposalId()
        + " VOTE --reason TEXT --operator ADDRESS`";
  }

  private static String stopped(AuditEntry entry, Subject subject) {
    List<Finding> red =
        subject.proposal().verdict().map(Verdict::findings).orElse(List.of()).stream()
            .filter(finding -> finding.severity() == Finding.Severity.RED)
            .toList();
    if (red.isEmpty()) {
      return entry.details().getOrDefault("findings", "");
    }
    int more = red.size() - 1;
    return red.getFirst().text()
        + (more == 0 ? "" : " And " + more + (more == 1 ? " more reason." : " more reasons."));
  }

  private static String outcome(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Confirmed done ->
          "This server executed it, in transaction " + done.transactionHash() + ".";
      case ActOutcome.DoneElsewhere done ->
          "Somebody else executed it: "
              + done.by()
              + done.transactionHash().map(hash -> ", in transaction " + hash).orElse("")
              + ".";
      case ActOutcome.Reverted reverted ->
          "Transaction "
              + reverted.transactionHash()
              + " was mined and failed, so nothing of it happened: "
              + reverted.reason();
      case ActOutcome.Abandoned abandoned -> "It was given up: " + abandoned.why();
      case ActOutcome.Contrary contrary -> contrary.what();
      case ActOutcome.Unknown unknown -> unknown.why();
      case ActOutcome.Recalled recalled -> "It was taken back: " + recalled.why();
    };
  }

  private static String missed(Subject subject, String reason) {
    String state =
        subject.proposal().chain().map(view -> " It is " + view.state() + " now.").orElse("");
    return "Voting ended, and no vote was cast from "
        + subject.dao().voter().map(Object::toString).orElse("the voting account")
        + "."
        + state
        + (reason.isEmpty()
            ? subject
                .proposal()
                .decision()
                .map(decided -> " " + decided(decided.decision()))
                .orElse(" It was not decided how to vote.")
            : " " + reason);
  }

  private static String decided(VoteDecision decision) {
    return switch (decision) {
      case VoteDecision.Vote vote ->
          "It was decided to vote " + vote.shares().words() + " (rule " + vote.rule() + ").";
      case VoteDecision.Escalate escalate -> "It was left to people: " + escalate.reason();
      case VoteDecision.Refrain refrain -> "It was decided not to vote: " + refrain.reason();
      case VoteDecision.NotYet notYet -> "The rules waited: " + notYet.reason();
    };
  }

  /** Never within a character. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
