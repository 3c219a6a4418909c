package org.prytany.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime in this process. Who uses it holds a {@link Use} meanwhile, so that nobody is in
 * native code any more when the process ends: at the beginning of its end runs are told to stop,
 * later ones are refused, and the end waits for those that are under way, though not for ever.
 */
public final class NativeRuntime {

  private static final System.Logger LOG = System.getLogger(NativeRuntime.class.getName());
  private static final int PATIENCE_SECONDS = 10;
  private static @Nullable NativeRuntime only;

  private final OrtEnvironment environment;
  private final OrtSession.RunOptions options;
  private final ReentrantReadWriteLock uses = new ReentrantReadWriteLock();
  private final Endings endings = new Endings();
  private final long functionTable;

  private NativeRuntime() {
    NativeLeftovers.clear();
    environment = OrtEnvironment.getEnvironment("prytany");
    try {
      options = new OrtSession.RunOptions();
    } catch (OrtException e) {
      throw failed("does not start", e);
    }
    functionTable = keepEnvironment();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "prytany-models-end"));
  }

  /** Held from before a session is opened or run until its results are read. */
  public final class Use implements AutoCloseable {

    private Use() {}

    public OrtEnvironment environment() {
      return environment;
    }

    /** For each run: they end it when the process ends. */
    public OrtSession.RunOptions options() {
      return options;
    }

    /** Where the table of the runtime's C functions lies that the Java binding uses. */
    public long functionTable() {
      return functionTable;
    }

    /**
     * Has the Java binding unpack the libraries of a card beside the runtime's own, where the
     * runtime looks for them: it does so only when it is asked for a card itself. That there are
     * none is no failure here: whoever wants the card is told by the runtime.
     */
    public void unpackCard() {
      try (OrtSession.SessionOptions asked = new OrtSession.SessionOptions()) {
        asked.addCUDA(0);
      } catch (OrtException e) {
        LOG.log(Level.DEBUG, "the Java binding has no card", e);
      }
    }

    /**
     * For runs that have options of their own.
     *
     * @param stop tells them that the process ends; quick, and called once: at once if the end has
     *     begun
     */
    public void whenEnding(Runnable stop) {
      endings.add(stop);
    }

    @Override
    public void close() {
      uses.readLock().unlock();
    }
  }

  /**
   * For the thread that closes it.
   *
   * @throws InferenceException if the process is ending
   */
  public static Use use() {
    NativeRuntime runtime = ofThisProcess();
    // Whoever waited here could keep the process from ending.
    if (!runtime.uses.readLock().tryLock()) {
      throw new InferenceException(
          "process-ending",
          InferenceException.Category.INTERNAL,
          "the process is ending, and its models run no more");
    }
    return runtime.new Use();
  }

  /** Gives something of the runtime's back. */
  public interface Release<E extends Exception> {

    void run() throws E;
  }

  /**
   * Gives something back that nobody uses any more, unless the process is ending: all of it goes
   * then, and nobody may be in native code.
   *
   * @throws E if it could not be given back
   */
  public static <E extends Exception> void release(Release<E> release) throws E {
    NativeRuntime runtime = ofThisProcess();
    if (!runtime.uses.readLock().tryLock()) {
      return;
    }
    try (Use use = runtime.new Use()) {
      release.run();
    }
  }

  private static synchronized NativeRuntime ofThisProcess() {
    NativeRuntime runtime = only;
    if (runtime == null) {
      runtime = new NativeRuntime();
      only = runtime;
    }
    return runtime;
  }

  // ONNX Runtime's own exit hook gives the environment up while sessions run, and hooks have no
  // order. It counts who has it; Java's binding has no public way to be counted twice.
  private static long keepEnvironment() {
    try {
      Class<?> binding = Class.forName("ai.onnxruntime.OnnxRuntime");
      var api = binding.getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method again =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      again.setAccessible(true);
      again.invoke(
          null,
          api.getLong(null),
          OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
          OrtEnvironment.DEFAULT_NAME);
      return api.getLong(null);
    } catch (ReflectiveOperationException e) {
      throw failed("is not the version that was built against", e);
    }
  }

  private static InferenceException failed(String how, Exception e) {
    return new InferenceException(
        "runtime-failed",
        InferenceException.Category.CONFIGURATION,
        "ONNX Runtime " + how + " (" + e.getMessage() + ")",
        e);
  }

  private void end() {
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      LOG.log(Level.WARNING, "models could not be told that the process ends", e);
    }
    endings.tell();
    try {
      if (!uses.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "a model still runs after {0} s", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "the end of the process does not wait for models", e);
    }
  }
}
