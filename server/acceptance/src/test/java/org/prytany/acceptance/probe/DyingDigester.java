package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;

/** Ends its process in the way that the text says, and reads any other text. */
@ApplicationScoped
public class DyingDigester implements ProposalDigester {

  @Override
  public String id() {
    return "digester-dying";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    String text = proposal.description();
    if (text.contains("calls exit")) {
      System.exit(3);
    } else if (text.contains("halts")) {
      Runtime.getRuntime().halt(4);
    } else if (text.contains("fills the heap")) {
      List<byte[]> kept = new ArrayList<>();
      while (!kept.contains(null)) {
        kept.add(new byte[1 << 20]);
      }
    } else if (text.contains("crashes in native code")) {
      crash();
    }
    return new TextDigest("Nothing", List.of(), List.of(), "none");
  }

  /** Writes where nobody may. */
  @SuppressWarnings("restricted")
  private static void crash() {
    MemorySegment.ofAddress(8).reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 1L);
  }
}
