package org.prytany.host.bad;

import java.lang.reflect.Field;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.prytany.host.Levers;

/** What any plugin may do wrong in any call. */
final class Faults {

  /** More than fits a log line, a store's document or anybody's patience: 60 MB. */
  static final int HUGE = 60_000_000;

  /** Each test loads this class anew, so these are those of the test that made the plugin. */
  private static final Levers LEVERS = Levers.now();

  private Faults() {}

  @SuppressWarnings("removal") // As long as there is a ThreadDeath, a plugin may throw it.
  static void commit(String how) {
    switch (how) {
      case "throws" -> throw new IllegalStateException("no luck");
      case "throws-checked" -> Faults.<RuntimeException>sneak(new java.io.IOException("no disk"));
      case "throws-interrupted" ->
          Faults.<RuntimeException>sneak(new InterruptedException("not me"));
      case "stack-overflow" -> deeper(0);
      case "out-of-memory" -> allocate();
      case "missing-class" -> throw new NoClassDefFoundError("org/example/Missing");
      case "initializer" -> Broken.touch();
      case "thread-death" -> throw new ThreadDeath();
      case "bare-error" -> throw new Error();
      case "message-loops" -> throw new Loops();
      case "message-throws" -> throw new MessageThrows();
      case "message-huge" -> throw new IllegalStateException("x".repeat(HUGE));
      case "message-hides" -> throw new IllegalStateException("good\u202Eevil\u0000\nnext line");
      case "cause-endless" -> throw new Endless(0);
      case "cause-itself" -> throw new Itself();
      case "trace-loops" -> throw new TraceLoops();
      case "spins" -> spin();
      case "waits" -> LEVERS.waitForEver();
      case "waits-on" -> waitOn();
      case "holds-lock" -> holdLock();
      case "spins-elsewhere" -> elsewhere();
      case "deadlock" -> deadlock();
      case "leaves-thread" -> leaveThread();
      case "interrupts-itself" -> Thread.currentThread().interrupt();
      case "interrupts-group" -> Thread.currentThread().getThreadGroup().interrupt();
      case "changes-thread" -> changeThread();
      case "good" -> {}
      default -> throw new IllegalArgumentException("no such fault: " + how);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static int deeper(int depth) {
    return depth < 0 ? 0 : deeper(depth + 1) + 1;
  }

  private static void allocate() {
    long[][] all = new long[64][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new long[Integer.MAX_VALUE - 8];
    }
    throw new IllegalStateException("this machine has room for " + all.length);
  }

  private static void spin() {
    while (!LEVERS.over() && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private static void waitOn() {
    LEVERS.pass(java.time.Duration.ofHours(1));
    while (!LEVERS.over()) {
      LockSupport.parkNanos(10_000_000);
      Thread.interrupted();
      LEVERS.pass(java.time.Duration.ofHours(1));
    }
  }

  private static void holdLock() {
    synchronized (org.prytany.spi.Support.class) {
      LEVERS.waitForEver();
    }
  }

  private static void elsewhere() {
    Thread other = new Thread(Faults::spin, "bad-plugin-elsewhere");
    other.setDaemon(true);
    other.start();
    try {
      other.join();
    } catch (InterruptedException e) {
      other.interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void deadlock() {
    Object one = new Object();
    Object two = new Object();
    java.util.concurrent.CyclicBarrier both = new java.util.concurrent.CyclicBarrier(2);
    Thread other = new Thread(() -> lock(two, one, both));
    other.setDaemon(true);
    other.start();
    LEVERS.pass(java.time.Duration.ofHours(1));
    lock(one, two, both);
  }

  private static void lock(Object first, Object then, java.util.concurrent.CyclicBarrier both) {
    synchronized (first) {
      try {
        both.await();
      } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
      synchronized (then) {
        throw new IllegalStateException("there was no deadlock");
      }
    }
  }

  private static void leaveThread() {
    Thread left =
        new Thread(
            () -> {
              while (!LEVERS.over()) {
                Thread.interrupted();
                Thread.onSpinWait();
              }
            },
            "bad-plugin-left");
    left.setDaemon(true);
    left.start();
  }

  private static void changeThread() {
    Thread.currentThread().setContextClassLoader(null);
    Thread.currentThread().setName("plugin-watch");
    Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
  }

  /** A value whose fields are all missing, made past its constructor. */
  static <T> T hollow(Class<T> type) {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field field = unsafe.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      Object made = unsafe.getMethod("allocateInstance", Class.class).invoke(field.get(null), type);
      return type.cast(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no way past the constructor", e);
    }
  }

  /** A list that never ends. */
  static <T> List<T> endless(T member) {
    return new Lying<>(member, 3, Long.MAX_VALUE);
  }

  /** A list that says it has as many members as there are numbers, and has one. */
  static <T> List<T> boastful(T member) {
    return new Lying<>(member, Integer.MAX_VALUE, 1);
  }

  /** Any list as one of any type: what was compiled elsewhere need not keep to its types. */
  @SuppressWarnings("unchecked")
  static <T> List<T> untyped(Object... members) {
    return (List<T>) (List<?>) List.of(members);
  }

  private static final class Lying<T> extends AbstractList<T> {
    private final T member;
    private final int said;
    private final long members;

    Lying(T member, int said, long members) {
      this.member = member;
      this.said = said;
      this.members = members;
    }

    @Override
    public T get(int index) {
      return member;
    }

    @Override
    public int size() {
      return said;
    }

    @Override
    public Iterator<T> iterator() {
      return new Iterator<>() {
        private long given;

        @Override
        public boolean hasNext() {
          return given < members;
        }

        @Override
        public T next() {
          given++;
          return member;
        }
      };
    }
  }

  private static final class Broken {
    static final int VALUE = Integer.parseInt("none");

    static void touch() {
      throw new IllegalStateException("made " + VALUE);
    }
  }

  private static final class Loops extends RuntimeException {
    @Override
    public String getMessage() {
      spin();
      return "never told";
    }
  }

  private static final class MessageThrows extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("not telling");
    }
  }

  private static final class Endless extends RuntimeException {
    private final int depth;

    Endless(int depth) {
      super("cause " + depth);
      this.depth = depth;
    }

    @Override
    public synchronized Throwable getCause() {
      return new Endless(depth + 1);
    }
  }

  private static final class Itself extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }

  private static final class TraceLoops extends RuntimeException {
    TraceLoops() {
      super("look at my trace");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      spin();
      return super.getStackTrace();
    }

    @Override
    public String toString() {
      spin();
      return "never told";
    }
  }
}
