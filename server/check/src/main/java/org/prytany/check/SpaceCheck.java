package org.prytany.check;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Hub;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Space;
import org.prytany.settings.Settings;
import org.prytany.snapshot.HubClient;

/** Asks each hub for what is voted on in its space now. */
final class SpaceCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private SpaceCheck() {}

  static List<Remark> look(Settings settings) {
    List<Remark> remarks = new ArrayList<>();
    Hub hub = new HubClient(PATIENCE, InstantSource.system());
    for (Space space : settings.spaces()) {
      String subject = "space " + space.id();
      if (space.voter().isPresent() && space.rules().isEmpty()) {
        remarks.add(
            Remark.note(
                subject,
                "No rule is named in prytany.snapshot."
                    + space.id()
                    + ".rules: an operator chooses in every vote."));
      }
      try {
        open(subject, hub.proposals(space, InstantSource.system().instant()), remarks);
      } catch (PrytanyException e) {
        remarks.add(Remark.wrong(subject, e.code() + ": " + e.getMessage()));
      }
    }
    return remarks;
  }

  private static void open(String subject, Hub.Page page, List<Remark> remarks) {
    page.unreadable().forEach(line -> remarks.add(Remark.note(subject, line)));
    for (Hub.Read read : page.read()) {
      HubProposal proposal = read.proposal();
      if (proposal.isEncrypted()) {
        remarks.add(
            Remark.note(
                subject,
                proposal.id()
                    + ": its votes are encrypted (privacy: "
                    + proposal.privacyWord()
                    + "), which is not supported: vote by hand."));
      } else if (proposal.system().isEmpty()) {
        remarks.add(
            Remark.note(
                subject,
                proposal.id()
                    + ": the voting system '"
                    + proposal.systemWord()
                    + "' is not supported: vote by hand."));
      } else if (!proposal.isProven()) {
        remarks.add(
            Remark.note(
                subject,
                proposal.id()
                    + ": its id is not the hash of what the hub says of it: a person has to"
                    + " choose."));
      }
    }
    int open = page.read().size();
    remarks.add(
        Remark.ok(
            subject,
            "The hub answers; " + (open == 1 ? "1 vote is" : open + " votes are") + " to end."));
  }
}
