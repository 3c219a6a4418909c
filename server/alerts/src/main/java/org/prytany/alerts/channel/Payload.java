package org.prytany.alerts.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.alert.Alert;

/** The bodies that webhooks are given. */
public enum Payload {
  /** Our own form, for programs: values as they are. */
  JSON {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      Alert alert = message.alert();
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
      body.put("headline", alert.headline());
      body.put("detail", alert.detail());
      alert.deadline().ifPresent(at -> body.put("deadline", at.toString()));
      message.page().ifPresent(page -> body.put("page", page));
    }
  },
  /** An incoming webhook of Slack: everything but the page's address is plain text. */
  SLACK {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      body.put("text", slack(message.title()));
      body.put("unfurl_links", false);
      body.put("unfurl_media", false);
      var blocks = body.putArray("blocks");
      plain(blocks.addObject().put("type", "header"), limited(message.title(), 150));
      plain(
          blocks.addObject().put("type", "section"),
          limited(String.join("\n", message.lines()), 3000));
      message
          .page()
          .ifPresent(
              page -> {
                ObjectNode section = blocks.addObject().put("type", "section");
                section
                    .putObject("text")
                    .put("type", "mrkdwn")
                    .put("text", "<" + slack(page) + ">");
              });
    }
  },
  /** A webhook of Discord: Markdown is escaped, nobody is mentioned, nothing is embedded. */
  DISCORD {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      String text =
          "**" + discord(message.title()) + "**\n" + discord(String.join("\n", message.lines()));
      body.put(
          "content",
          limited(text, 1700) + message.page().map(page -> "\n<" + page + ">").orElse(""));
      body.putObject("allowed_mentions").putArray("parse");
      body.put("flags", SUPPRESS_EMBEDS);
    }
  },
  /** sendMessage of Telegram's bots, without any markup. */
  TELEGRAM {
    @Override
    void fill(ObjectNode body, String deliveryId, Message message, Optional<String> chat) {
      body.put("chat_id", chat.orElse(""));
      body.put("text", limited(message.text(), 4000));
      body.putObject("link_preview_options").put("is_disabled", true);
    }
  };

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

  private static void plain(ObjectNode block, String text) {
    block.putObject("text").put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String discord(String text) {
    return MARKDOWN.matcher(text).replaceAll("\\\\$0");
  }

  private static String limited(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
