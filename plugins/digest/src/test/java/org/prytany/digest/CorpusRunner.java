package org.prytany.digest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prytany.spi.Claim;
import org.prytany.spi.DigestContext;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextEmbedder;

/**
 * Digests a file of proposals and says how fast. Arguments: input, output, number of threads, and
 * "stub" to leave the model out.
 */
public final class CorpusRunner {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CorpusRunner() {}

  public static void main(String[] args) throws Exception {
    List<Corpus.Proposal> proposals = Corpus.read(Path.of(args[0]));
    int threads = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    boolean stub = args.length > 3 && args[3].equals("stub");
    DigestContext context = stub ? StubTextEmbedder.context() : RealModel.context();
    CorenlpDigester digester = new CorenlpDigester();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long[] millis = new long[proposals.size()];
    long begun = System.nanoTime();
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(args[1])))) {
      List<Future<TextDigest>> all = new ArrayList<>();
      for (int i = 0; i < proposals.size(); i++) {
        int index = i;
        all.add(
            pool.submit(
                () -> {
                  long start = System.nanoTime();
                  TextDigest digest =
                      digester.digest(
                          SampleProposal.of().text(proposals.get(index).description()).snapshot(),
                          context);
                  millis[index] = (System.nanoTime() - start) / 1_000_000;
                  return digest;
                }));
      }
      for (int i = 0; i < proposals.size(); i++) {
        out.println(line(proposals.get(i), all.get(i).get()));
      }
    } finally {
      pool.shutdown();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Arrays.sort(millis);
    System.out.printf(
        "%d proposals, %d threads: %.1f s, %.1f proposals/s, p50 %d ms, p95 %d ms, max %d ms%n",
        proposals.size(),
        threads,
        seconds,
        proposals.size() / seconds,
        millis[millis.length / 2],
        millis[millis.length * 95 / 100],
        millis[millis.length - 1]);
  }

  private static String line(Corpus.Proposal proposal, TextDigest digest) throws Exception {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", proposal.id());
    line.put("headline", digest.headline());
    line.put("summary", String.join(" ", RealModel.sentences(digest)));
    ArrayNode claims = line.putArray("claims");
    for (Claim claim : digest.claims()) {
      claims
          .addObject()
          .put("claim", claim.toString())
          .put("source", claim.span().of(proposal.description()));
    }
    return JSON.writeValueAsString(line);
  }
}
