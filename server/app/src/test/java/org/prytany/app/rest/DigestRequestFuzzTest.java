package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.prytany.app.textdigest.StatedDigest;
import org.prytany.app.textdigest.TextDigester;
import org.prytany.app.view.DigestLineView;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.TextDigest;

/**
 * Any bytes as the body of a request for a digest. In a build it sends the inputs kept beside it;
 * docs/fuzzing.md says how to look for new ones.
 */
class DigestRequestFuzzTest {

  @DictionaryFile(resourcePath = "fuzz.dict")
  @FuzzTest(maxDuration = "10m")
  void anyRequestIsDigestedOrRefusedAsInvalid(byte[] bytes) throws IOException {
    try {
      Body body = Body.read(new ByteArrayInputStream(bytes));
      DigestLineView line =
          new TextDigester(service(), org.prytany.chain.decode.KnownFunctions.bundled())
              .digest(
                  body.optionalText("id").orElse(""),
                  body.optionalText("title").orElse(""),
                  body.text("body"),
                  DigestResource.actions(body.list("actions")));
      assertThat(line.contentHash()).matches("0x[0-9a-f]{64}");
      assertThat(line.error()).isEmpty();
    } catch (PrytanyException e) {
      assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT);
    }
  }

  /** Digests every text to nothing: the reading of text is fuzzed where it is made. */
  private static DigestService service() {
    return new StatedDigest(new TextDigest("", List.of(), List.of(), "nothing/1")).service();
  }
}
