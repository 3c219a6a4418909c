package org.prytany.signerd.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.signer.wire.WireJson;

/**
 * The signer's memory: a file of lines that only grows, each line on the disk before anything that
 * rests on it is answered. One process at a time; a file that does not fit is refused and left as
 * it is, but for a last line that a crash cut off before anybody was answered. Nothing of its lines
 * is in memory but the last one's number and hash.
 */
public final class Journal implements AutoCloseable {

  private static final String NAME = "signer.journal";

  /** Of how many lines a crash may have kept the witness from knowing. */
  private static final long MOST_AHEAD = 1;

  private final Path file;
  private final Path witnessFile;
  private final FileChannel channel;
  private final WitnessLock lock;
  private final InstantSource clock;
  private final WitnessWriter witnesses;
  private Witness witness;
  private long length;
  private boolean broken;

  /** Puts a witness in its file's place. */
  @FunctionalInterface
  interface WitnessWriter {
    void write(Witness witness, Path file) throws IOException;
  }

  /** One thing that was recorded, and when. */
  public record Line(long sequence, Instant at, Recorded what) {}

  private Journal(
      Path file,
      Path witnessFile,
      FileChannel channel,
      WitnessLock lock,
      InstantSource clock,
      WitnessWriter witnesses,
      Contents contents,
      Witness witness) {
    this.file = file;
    this.witnessFile = witnessFile;
    this.channel = channel;
    this.lock = lock;
    this.clock = clock;
    this.witnesses = witnesses;
    this.length = contents.length;
    this.witness = witness;
  }

  /**
   * What a file held, up to the end of its last whole line.
   *
   * @param witnessed whether the line that the witness names is there with the hash that it names
   */
  private record Contents(long lines, String head, long epoch, boolean witnessed, long length) {}

  /**
   * @param folder the signer's own
   * @param witnessFile beside the keys
   * @param acceptRollback whether the operator says that a journal that is behind its witness is to
   *     be used all the same
   * @throws PrytanyException STORE_CORRUPT if it is damaged, rolled back, or used by another
   *     process
   */
  public static Journal open(
      Path folder, Path witnessFile, boolean acceptRollback, InstantSource clock) {
    return open(folder, witnessFile, acceptRollback, clock, Witness::write);
  }

  static Journal open(
      Path folder,
      Path witness,
      boolean acceptRollback,
      InstantSource clock,
      WitnessWriter witnesses) {
    Path file = folder.resolve(NAME);
    // By a link two signers would have two locks, and the first line would replace the link.
    Path witnessFile = DurableFile.target(witness);
    try {
      DurableFile.folder(folder);
      if (!Files.exists(file)) {
        DurableFile.create(file);
        DurableFile.forceFolder(file);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Optional<WitnessLock> lock = Optional.empty();
      try {
        if (!WitnessLock.locked(channel)) {
          throw inUse(file);
        }
        lock = WitnessLock.take(witnessFile);
        return opened(
            file,
            witnessFile,
            channel,
            lock.orElseThrow(() -> inUse(witnessFile)),
            acceptRollback,
            clock,
            witnesses);
      } catch (IOException | RuntimeException e) {
        if (lock.isPresent()) {
          lock.get().close();
        }
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The signer's journal in "
              + folder
              + " or its witness "
              + witnessFile
              + " cannot be opened: check that the signer's user may read and write there.",
          e);
    }
  }

  private static Journal opened(
      Path file,
      Path witnessFile,
      FileChannel channel,
      WitnessLock lock,
      boolean acceptRollback,
      InstantSource clock,
      WitnessWriter witnesses)
      throws IOException {
    Optional<Witness> witnessed = Witness.read(witnessFile);
    Contents contents = read(file, channel, witnessed);
    Optional<String> rolledBack = rolledBack(file, witnessFile, contents, witnessed);
    if (rolledBack.isPresent() && !acceptRollback) {
      throw corrupt(
          rolledBack.get()
              + " Stop here and find out how that came about. If there is no newer copy, start once"
              + " with `prytany signer --accept-rollback`: approvals that were kept before do not"
              + " count any more then, rejections and pauses do.");
    }
    if (acceptRollback && rolledBack.isEmpty()) {
      throw corrupt(
          "The signer's journal reaches as far as its witness says: there is no rollback to accept."
              + " Start without --accept-rollback.");
    }
    channel.truncate(contents.length);
    channel.position(contents.length);
    long last = contents.lines;
    Witness now =
        new Witness(
            Math.max(contents.epoch(), witnessed.orElse(Witness.NEW).epoch()), last, contents.head);
    Journal journal =
        new Journal(file, witnessFile, channel, lock, clock, witnesses, contents, now);
    if (rolledBack.isPresent()) {
      journal.witness = new Witness(now.epoch() + 1, last, now.head());
      journal.write(new Recorded.Restarted(now.epoch() + 1, rolledBack.get()));
    } else {
      witnesses.write(now, witnessFile);
    }
    return journal;
  }

  private static PrytanyException inUse(Path file) {
    return corrupt("Another signer uses " + file + ". Only one may run: end the other one first.");
  }

  private static Optional<String> rolledBack(
      Path file, Path witnessFile, Contents contents, Optional<Witness> witnessed) {
    long there = contents.lines;
    if (witnessed.isEmpty()) {
      return there == 0
          ? Optional.empty()
          : Optional.of(
              "The signer's journal "
                  + file
                  + " has "
                  + there
                  + " lines, and its witness "
                  + witnessFile
                  + " is missing.");
    }
    Witness witness = witnessed.get();
    long epoch = contents.epoch();
    boolean behind = !contents.witnessed || epoch < witness.epoch();
    long ahead = there - witness.sequence();
    if (!behind && ahead > MOST_AHEAD) {
      return Optional.of(
          "The signer's journal "
              + file
              + " has "
              + ahead
              + " lines more than its witness "
              + witnessFile
              + " has seen. A crash leaves one at most: the witness was put back from an old copy,"
              + " or somebody else wrote to the journal. If you have a copy of the witness that is"
              + " as new as the journal, put it back.");
    }
    return behind
        ? Optional.of(
            "The signer's journal was rolled back or changed: "
                + file
                + " has "
                + there
                + " lines in epoch "
                + epoch
                + ", and its witness "
                + witnessFile
                + " says that line "
                + witness.sequence()
                + " of epoch "
                + witness.epoch()
                + " has the hash "
                + witness.head()
                + ".")
        : Optional.empty();
  }

  private static Contents read(Path file, FileChannel channel, Optional<Witness> witnessed)
      throws IOException {
    Lines lines = new Lines(channel, channel.size());
    Witness witness = witnessed.orElse(Witness.NEW);
    boolean there = JournalLine.GENESIS.equals(witness.head()) && witness.sequence() == 0;
    long sequence = 0;
    long epoch = 1;
    String head = JournalLine.GENESIS;
    for (Optional<String> text = next(file, lines, 1);
        text.isPresent();
        text = next(file, lines, sequence + 1)) {
      sequence++;
      Line line = parsed(file, text.get(), Optional.of(head), sequence);
      head = JournalLine.hash(text.get());
      if (line.what() instanceof Recorded.Restarted restarted) {
        // Not one more: a copy may be older than an earlier rollback, whose line it lacks.
        epoch = Math.max(epoch, restarted.epoch());
      }
      there |= sequence == witness.sequence() && head.equals(witness.head());
    }
    return new Contents(sequence, head, epoch, there, lines.end());
  }

  private static Optional<String> next(Path file, Lines lines, long sequence) throws IOException {
    try {
      return lines.next();
    } catch (IllegalArgumentException e) {
      throw damaged(file, sequence, e);
    }
  }

  private static Line parsed(Path file, String text, Optional<String> previous, long sequence) {
    try {
      JournalLine line = JournalLine.read(text);
      if (line.sequence() != sequence
          || !line.previous().equals(previous.orElse(line.previous()))) {
        throw new IllegalArgumentException("it does not follow the line before");
      }
      return new Line(sequence, line.at(), line.what());
    } catch (RuntimeException e) {
      throw damaged(file, sequence, e);
    }
  }

  private static PrytanyException damaged(Path file, long sequence, RuntimeException cause) {
    return new PrytanyException(
        FailureCode.STORE_CORRUPT,
        "Line "
            + sequence
            + " of the signer's journal "
            + file
            + " is damaged or was changed. Nothing was touched: restore the newest whole copy.",
        cause);
  }

  /** The present epoch: 1, and one more for each rollback that was accepted. */
  public synchronized long epoch() {
    return witness.epoch();
  }

  /**
   * Hands everything that was recorded so far to somebody, in order; it is read from the disk.
   *
   * @throws PrytanyException STORE_CORRUPT if it cannot be read any more
   */
  public synchronized void replay(Consumer<Line> to) {
    Lines lines = new Lines(channel, length);
    try {
      for (long sequence = 1; sequence <= witness.sequence(); sequence++) {
        long at = sequence;
        String text =
            next(file, lines, at)
                .orElseThrow(() -> damaged(file, at, new IllegalStateException("it ended")));
        // The chain of hashes was looked at when it was opened; nobody else writes to it since.
        to.accept(parsed(file, text, Optional.empty(), sequence));
      }
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The signer's journal " + file + " cannot be read any more: check its disk.",
          e);
    }
  }

  /**
   * Records something: on the disk when this returns.
   *
   * @throws PrytanyException SIGNER_UNAVAILABLE if it could not be written; nothing can be recorded
   *     after that until the signer starts again, since nobody knows what is in the file; or if the
   *     witness is not as it was left, which a copy of this journal that runs elsewhere does to it.
   *     Also if it could not be read again; then nothing was written, and others can be recorded
   */
  public synchronized Line append(Recorded what) {
    if (broken) {
      throw unwritable();
    }
    requireOwnWitness();
    return write(what);
  }

  private Line write(Recorded what) {
    JournalLine line =
        JournalLine.of(witness.sequence() + 1, witness.head(), clock.instant(), what);
    String text = WireJson.text(line);
    requireReadable(text);
    // Until all of it is done: whatever ends this, an Error too, may leave a line that is not
    // known.
    broken = true;
    try {
      ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
      int more = bytes.remaining();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      Witness next = new Witness(witness.epoch(), line.sequence(), JournalLine.hash(text));
      witnesses.write(next, witnessFile);
      witness = next;
      length += more;
    } catch (IOException e) {
      throw unwritable();
    }
    broken = false;
    return new Line(line.sequence(), line.at(), what);
  }

  /** What cannot be read at the next start is not written: nothing would start with it. */
  private static void requireReadable(String text) {
    try {
      if (text.getBytes(StandardCharsets.UTF_8).length > Lines.LONGEST) {
        throw new IllegalArgumentException("it is too long");
      }
      JournalLine.read(text);
    } catch (IllegalArgumentException e) {
      throw new PrytanyException(
          FailureCode.SIGNER_UNAVAILABLE,
          "Nothing was signed: what would have to be recorded first could not be read again from"
              + " the signer's journal ("
              + e.getMessage()
              + "). The journal is as it was.",
          e);
    }
  }

  /** A copy of this journal, used elsewhere with the same witness, would have moved it. */
  private void requireOwnWitness() {
    if (!Witness.read(witnessFile).equals(Optional.of(witness))) {
      throw new PrytanyException(
          FailureCode.SIGNER_UNAVAILABLE,
          "The witness "
              + witnessFile
              + " is not the one that this signer wrote last: another signer uses it, with a copy"
              + " of the journal, or somebody put it back or took it away. Nothing is signed. End"
              + " the other one, see which journal is the newer one, and start the signer with"
              + " it.");
    }
  }

  private PrytanyException unwritable() {
    return new PrytanyException(
        FailureCode.SIGNER_UNAVAILABLE,
        "The signer's journal "
            + file
            + " cannot be written. Make room on its disk, check its rights, and start the signer"
            + " again.");
  }

  private static PrytanyException corrupt(String why) {
    return new PrytanyException(FailureCode.STORE_CORRUPT, why);
  }

  @Override
  public void close() {
    try {
      channel.close();
      lock.close();
    } catch (IOException e) {
      // Everything in it was forced before.
      return;
    }
  }
}
