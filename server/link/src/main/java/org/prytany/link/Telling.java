package org.prytany.link;

import java.util.Optional;
import java.util.function.Supplier;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.SetForPlugins;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;

/**
 * Tells each process of plugins what may run and what is set, and again what is otherwise by then,
 * and hears what came of what is set. Used by one thread.
 */
final class Telling {

  private final Supplier<SignedFor> approved;
  private final SetForPlugins set;
  private final Asking asking;
  private boolean trying;
  private boolean heard;
  private Told told = new Told(Optional.empty(), SignedFor.NOTHING, GivenSettings.NOTHING);

  /** Asks something that is answered at once. */
  @FunctionalInterface
  interface Asking {
    <A extends Answer> A quick(NearEnd link, Ask ask, Class<A> type) throws NearEnd.Gone;
  }

  /** What one process was told last, or was being told when it ended. */
  private record Told(Optional<NearEnd> link, SignedFor approved, GivenSettings given) {}

  Telling(Supplier<SignedFor> approved, SetForPlugins set, Asking asking) {
    this.approved = approved;
    this.set = set;
    this.asking = asking;
  }

  /** Whether values may be on trial in the process that was told last. */
  boolean trying() {
    return trying;
  }

  void tell(NearEnd link) throws NearEnd.Gone {
    boolean begins = !told.link().equals(Optional.of(link));
    if (begins && told.link().isPresent()) {
      set.processBegins(told.given());
    }
    Told before = told;
    boolean another = begins || !heard;
    Told now = new Told(Optional.of(link), approved.get(), set.given());
    trying = !now.given().onTrial().isEmpty();
    // Whether or not it answers, it may try what it is told.
    told = now;
    heard = false;
    if (another || !now.given().equals(before.given())) {
      asking.quick(link, Ask.Configure.of(now.given()), Answer.YesNo.class);
    }
    if (another || !now.approved().equals(before.approved())) {
      asking.quick(link, Ask.Approve.of(now.approved()), Answer.YesNo.class);
    }
    heard = true;
    if (trying) {
      set.taken(now.given(), asking.quick(link, new Ask.Taken(), Answer.Taken.class).settings());
    }
  }
}
