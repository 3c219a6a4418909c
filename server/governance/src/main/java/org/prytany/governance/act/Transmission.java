package org.prytany.governance.act;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.act.Act.Submission;

/**
 * The forms in which one transaction was signed, and whether they left the house. All have the same
 * nonce, so that at most one of them is ever mined.
 *
 * @param forms oldest first: each later one pays more
 * @param firstSent when one of them was first handed to the chain; marked right before that
 * @param newestSent when the newest was; empty while it was not
 */
public record Transmission(
    List<Submission> forms, Optional<Instant> firstSent, Optional<Instant> newestSent) {

  /** Nothing is signed. */
  public static final Transmission NONE =
      new Transmission(List.of(), Optional.empty(), Optional.empty());

  public Transmission {
    forms = List.copyOf(forms);
  }

  public Optional<Submission> newest() {
    return forms.isEmpty() ? Optional.empty() : Optional.of(forms.getLast());
  }

  public boolean sent() {
    return firstSent.isPresent();
  }

  /** With one more form, unless it is there. */
  public Transmission with(Submission form) {
    boolean known =
        forms.stream().anyMatch(one -> one.transactionHash().equals(form.transactionHash()));
    if (known) {
      return this;
    }
    List<Submission> all = new ArrayList<>(forms);
    all.add(form);
    return new Transmission(all, firstSent, Optional.empty());
  }

  /** The newest form is handed to the chain now. */
  public Transmission handedOver(Instant now) {
    return new Transmission(
        forms, Optional.of(firstSent.orElse(now)), Optional.of(newestSent.orElse(now)));
  }
}
