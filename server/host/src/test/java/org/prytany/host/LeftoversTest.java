package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What survives a plugin is found while it is there, named, and not said any more afterwards. */
class LeftoversTest {

  private static final String LOGGER = "org.example.left-by-a-plugin";

  private final Leftovers leftovers = new Leftovers();

  @Test
  void a_thread_that_stands_in_its_context_is_named() throws Exception {
    ClassLoader loader = OwnClasses.ofTests();
    leftovers.runs("one", new WeakReference<>(loader));
    assertThat(leftovers.of("one")).isEmpty();
    CountDownLatch over = new CountDownLatch(1);
    Thread left =
        Thread.ofPlatform()
            .daemon()
            .name("left-\u202Etimer")
            .unstarted(() -> awaitUninterruptibly(over));
    left.setContextClassLoader(new java.net.URLClassLoader(new URL[0], loader));
    left.start();
    assertThat(leftovers.of("one"))
        .contains("it left a thread (left-[U+202E]timer) behind, until the server is restarted");
    over.countDown();
    left.join();
    assertThat(leftovers.of("one")).isEmpty();
  }

  @Test
  void a_log_handler_of_its_classes_is_named() throws Exception {
    ClassLoader loader = OwnClasses.ofTests();
    leftovers.runs("one", new WeakReference<>(loader));
    Logger logger = Logger.getLogger(LOGGER);
    Handler handler =
        (Handler)
            loader.loadClass("org.prytany.host.bad.LeftHandler").getConstructor().newInstance();
    logger.addHandler(handler);
    try {
      assertThat(leftovers.of("one").orElseThrow())
          .contains("a log handler (LeftHandler of " + LOGGER + ")");
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(leftovers.of("one")).isEmpty();
  }

  private static void awaitUninterruptibly(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
