package org.prytany.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.acceptance.server.BuiltHouse;

/** No part that this build ships has a known vulnerability that nobody has considered. */
class ShippedPartsIT {

  static final String DATA = "server/acceptance/src/test/resources/org/prytany/acceptance/shipped";

  private static final Path HOME = BuiltHouse.installation().home();

  @Test
  void nothingShippedHasAVulnerabilityThatNobodyConsidered() throws IOException {
    Snapshot snapshot = Snapshot.read(HOME.resolve(DATA).resolve("advisories.txt"));
    List<Accepted> accepted =
        Snapshot.lines(HOME.resolve(DATA).resolve("accepted.txt")).stream()
            .map(Accepted::parse)
            .toList();
    Collection<Part> shipped = new BuiltParts(HOME).all();

    assertThat(new Gate(snapshot, accepted).complaints(shipped)).isEmpty();
    System.out.printf(
        "%d shipped parts, advisories of %s; not mended: %s%n",
        shipped.size(),
        snapshot.date(),
        accepted.stream().filter(Accepted::open).map(a -> a.part() + " " + a.id()).toList());
  }

  @Test
  void theListIsTheBuildsOwn() throws IOException {
    assertThat(new BuiltParts(HOME).all())
        .extracting(Part::key)
        .contains(
            "maven org.bouncycastle:bcprov-jdk18on",
            "maven com.microsoft.onnxruntime:onnxruntime",
            "maven ai.djl.huggingface:tokenizers",
            "maven com.h2database:h2",
            "maven edu.stanford.nlp:stanford-corenlp",
            "npm react-dom",
            "npm @openzeppelin/contracts",
            "liberty openliberty-runtime",
            "liberty servlet-6.1")
        .doesNotContain("npm vite", "npm solc", "maven org.jboss.weld.se:weld-se-core");
  }
}
