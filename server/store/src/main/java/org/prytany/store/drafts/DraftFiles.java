package org.prytany.store.drafts;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.writing.Drafted;
import org.prytany.governance.writing.Drafts;
import org.prytany.governance.writing.WritingKey;
import org.prytany.spi.ProposalKey;

/**
 * One file a proposal, in a folder of this server's own. Nothing of it is believed: what is read is
 * checked like what a model has just written.
 */
public final class DraftFiles implements Drafts {

  private static final Logger LOG = System.getLogger(DraftFiles.class.getName());
  private static final int FORM = 1;

  /** Bytes; three sentences are a hundredth of it. */
  private static final long LONGEST = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // A file has what its records are made of, and nothing that they can tell beside it.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path folder;

  /**
   * @param folder it need not be there yet
   */
  public DraftFiles(Path folder) {
    this.folder = folder;
  }

  /** The file's content. */
  record Body(
      int form,
      String proposal,
      WritingKey key,
      List<Sentence> sentences,
      String madeAt,
      long millis) {}

  record Sentence(String text, List<Integer> cited) {}

  @Override
  public Optional<Drafted> find(ProposalKey proposal) {
    Path file = file(proposal);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      Body body = MAPPER.readValue(Files.readAllBytes(file), Body.class);
      if (body.form() != FORM || !body.proposal().equals(proposal.text())) {
        return Optional.empty();
      }
      return Optional.of(
          new Drafted(
              proposal,
              body.key(),
              body.sentences().stream()
                  .map(each -> new Drafted.Sentence(each.text(), each.cited()))
                  .toList(),
              Instant.parse(body.madeAt()),
              body.millis()));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "{0} cannot be read, and is written anew: {1}", file, said(e));
      return Optional.empty();
    }
  }

  /** Jackson's own message quotes the file. */
  private static String said(Exception e) {
    return e instanceof JacksonException json
        ? json.getOriginalMessage()
        : e.getClass().getSimpleName();
  }

  @Override
  public void keep(Drafted drafted) {
    Body body =
        new Body(
            FORM,
            drafted.proposal().text(),
            drafted.key(),
            drafted.sentences().stream()
                .map(each -> new Sentence(each.text(), each.cited()))
                .toList(),
            drafted.madeAt().toString(),
            drafted.millis());
    Path file = file(drafted.proposal());
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(folder);
      restrict(folder, "rwx------");
      Files.write(beside, MAPPER.writeValueAsBytes(body));
      restrict(beside, "rw-------");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("what was written cannot be kept in " + folder, e);
    }
  }

  private Path file(ProposalKey proposal) {
    String name = new CanonicalBytes("prytany-draft-file-1").add(proposal.text()).sha256();
    return folder.resolve(name.substring(2) + ".json");
  }

  private static void restrict(Path path, String mode) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }
}
