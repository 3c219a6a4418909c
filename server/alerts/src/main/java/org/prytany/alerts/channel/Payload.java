package org.prytany.alerts.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.prytany.governance.alert.Alert;

/** The bodies that webhooks are given. */
public enum Payload {
  /** Our own form, for programs: values as they are. */
  JSON {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      Alert alert = message.first();
      body.put("id", alert.id());
      body.put("delivery", deliveryId);
      body.put("kind", alert.kind().word());
      body.put("title", alert.kind().title());
      body.put("at", alert.at().toString());
      body.put("dao", alert.dao());
      alert
          .proposal()
          .ifPresent(
              key -> {
                body.put("chainId", key.chainId());
                body.put("governor", key.governor().hex());
                body.put("proposalId", key.proposalId().toString());
              });
      alert
          .poll()
          .ifPresent(
              key -> {
                body.put("space", key.space());
                body.put("poll", key.proposal());
              });
      body.put("headline", alert.headline());
      body.put("detail", alert.detail());
      body.put("next", alert.next());
      alert.deadline().ifPresent(at -> body.put("deadline", at.toString()));
      message.page().ifPresent(page -> body.put("page", page));
      message.change().ifPresent(address -> body.put("change", address));
    }
  },
  /** An incoming webhook of Slack: everything but the page's address is plain text. */
  SLACK {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      body.put("text", Fitting.all(message.title(), Payload::slack));
      body.put("unfurl_links", false);
      body.put("unfurl_media", false);
      ArrayNode blocks = body.putArray("blocks");
      plain(
          blocks.addObject().put("type", "header"),
          Fitting.cut(message.title(), SLACK_HEADER, UnaryOperator.identity()));
      plain(
          blocks.addObject().put("type", "section"),
          message.lines(SLACK_SECTION, UnaryOperator.identity()));
      message.page().ifPresent(page -> link(blocks, "<" + slack(page) + ">"));
      message
          .change()
          .ifPresent(address -> link(blocks, "<" + slack(address) + "|" + CHANGE + ">"));
    }
  },
  /**
   * Slack's form as other chats read it, such as Mattermost: the text alone, in which Markdown is
   * escaped and links of ours stand in angle brackets.
   */
  SLACK_TEXT {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      String title = Fitting.all(message.title(), Payload::markdown) + "\n";
      String links =
          message.page().map(its -> "\n<" + its + ">").orElse("")
              + message.change().map(its -> "\n" + CHANGE + ": <" + its + ">").orElse("");
      int left = SLACK_SECTION - title.length() - links.length();
      body.put("text", title + message.lines(left, Payload::markdown) + links);
    }
  },
  /** A webhook of Discord: Markdown is escaped, nobody is mentioned, nothing is embedded. */
  DISCORD {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      String title = "**" + Fitting.all(message.title(), Payload::markdown) + "**\n";
      String page =
          message.page().map(its -> "\n<" + its + ">").orElse("")
              + message.change().map(its -> "\n-# [" + CHANGE + "](<" + its + ">)").orElse("");
      int left = DISCORD_CONTENT - title.length() - page.length();
      body.put("content", title + message.lines(left, Payload::markdown) + page);
      body.putObject("allowed_mentions").putArray("parse");
      body.put("flags", SUPPRESS_EMBEDS);
    }
  },
  /** sendMessage of Telegram's bots, without any markup. */
  TELEGRAM {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      body.put("chat_id", chat.orElse(""));
      String title = message.title() + "\n";
      String page = message.page().map(its -> "\n" + its).orElse("");
      int left = TELEGRAM_TEXT - title.length() - page.length();
      body.put("text", title + message.lines(left, UnaryOperator.identity()) + page);
      body.putObject("link_preview_options").put("is_disabled", true);
    }
  };

  // What the services take, in characters; nothing of ours is so long that it has no room.
  private static final int SLACK_HEADER = 150;
  private static final int SLACK_SECTION = 3_000;
  private static final int DISCORD_CONTENT = 2_000;
  private static final int TELEGRAM_TEXT = 4_096;

  private static final String CHANGE = "Change or end this subscription";
  private static final int SUPPRESS_EMBEDS = 4;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_{}\\[\\]()#+\\-!|>~<:]");

  abstract void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat);

  /** The body as JSON text. */
  String of(String deliveryId, Message message, Optional<String> chat) {
    ObjectNode body = MAPPER.createObjectNode();
    fill(body, deliveryId, message, chat);
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }

  private static void link(ArrayNode blocks, String link) {
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", link);
  }

  private static void plain(ObjectNode block, String text) {
    block.putObject("text").put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String markdown(String text) {
    return MARKDOWN.matcher(text).replaceAll("\\\\$0");
  }
}
