package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.prytany.spi.DigestContext;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextEmbedder;

/**
 * Any bytes as a description. In a build it digests the inputs kept beside it; docs/fuzzing.md says
 * how to look for new ones.
 */
class DigestFuzzTest {

  private static final DigestContext CONTEXT = StubTextEmbedder.context();
  private static final CorenlpDigester DIGESTER = new CorenlpDigester();

  @DictionaryFile(resourcePath = "fuzz.dict")
  @FuzzTest(maxDuration = "10m")
  void anyBytesAreDigestedWithSoundSpans(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    TextDigest digest = digest(text);
    Soundness.assertSound("a fuzzed text", text, digest);
    assertThat(digest(text)).isEqualTo(digest);
  }

  private static TextDigest digest(String text) {
    return DIGESTER.digest(SampleProposal.of().text(text).snapshot(), CONTEXT);
  }
}
