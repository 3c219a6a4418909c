package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.judging.PayloadCheck;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.Notifier;

/** What every {@link Notifier} has to keep. Extend it with an empty subclass. */
public abstract class NotifierConformance extends PluginConformance<Notifier> {

  @Override
  final void exercise(Notifier plugin) {
    notices().forEach(plugin::render);
  }

  /** By the code that the host judges with. */
  @Test
  void the_host_would_refuse_no_payload() {
    Notifier plugin = plugin();
    for (Notice notice : List.of(SampleNotice.of(), SampleNotice.bare(), SampleNotice.many())) {
      assertPosted(plugin, notice);
    }
  }

  /** Who does not escape a stranger's words lets the stranger write the body. */
  @Test
  void words_of_a_stranger_stay_words() {
    Notifier plugin = plugin();
    hostile().forEach(notice -> assertPosted(plugin, notice));
  }

  /** It is tried again under the same key: whoever took it once takes it for the same. */
  @Test
  void the_same_notice_gives_the_same_payload_whatever_came_between() {
    Notifier plugin = plugin();
    List<NoticePayload> first = notices().map(plugin::render).toList();
    List<NoticePayload> backwards =
        notices().toList().reversed().stream().map(plugin::render).toList().reversed();
    assertThat(backwards).isEqualTo(first);
  }

  @Test
  void many_threads_at_once_get_the_same_payloads() {
    Notifier plugin = plugin();
    List<NoticePayload> alone = notices().map(plugin::render).toList();
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> notices().map(plugin::render).toList())
                .toList())
        .allMatch(alone::equals);
  }

  @Test
  void the_title_of_a_notice_is_in_what_is_posted() {
    Notifier plugin = plugin();
    for (Notice notice : List.of(SampleNotice.of(), SampleNotice.bare(), SampleNotice.many())) {
      assertThat(read(plugin.render(notice))).contains(notice.title());
    }
  }

  private static void assertPosted(Notifier plugin, Notice notice) {
    NoticePayload payload = plugin.render(notice);
    assertThat(payload).isNotNull();
    assertThat(PayloadCheck.fault(payload)).as("posted for " + notice).isEmpty();
  }

  private static String read(NoticePayload payload) {
    return payload.form() == NoticePayload.Form.FORM
        ? URLDecoder.decode(payload.body(), StandardCharsets.UTF_8)
        : payload.body();
  }

  private static Stream<Notice> notices() {
    return Stream.concat(
        Stream.of(SampleNotice.of(), SampleNotice.bare(), SampleNotice.many()), hostile());
  }

  private static Stream<Notice> hostile() {
    return Stream.concat(
            HostileTexts.all().stream(),
            Stream.of(
                "\"",
                "\\",
                "x\",\"text\":\"another",
                "x\",\"html\":\"<b>another</b>",
                "x&text=another",
                "100 % of it + more = all",
                "</pre><b>bold</b>"))
        .map(SampleNotice::quoting);
  }
}
