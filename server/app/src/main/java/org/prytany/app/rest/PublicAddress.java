package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.proposal.Proposal;
import org.prytany.settings.Settings;

/**
 * Addresses that leave this server in feeds and Markdown. They begin with the first origin that the
 * operator says is public; without one, with the origin that the request came to.
 */
@RequestScoped
public class PublicAddress {

  @Inject private Settings settings;

  String api(UriInfo uri, String path) {
    return origin(uri) + "/api/v1" + path;
  }

  String page(UriInfo uri, String dao) {
    return origin(uri) + "/#/daos/" + part(dao);
  }

  String page(UriInfo uri, String dao, Proposal proposal) {
    return page(uri, dao) + "/proposals/" + proposal.key().proposalId();
  }

  String spaces(UriInfo uri) {
    return origin(uri) + "/#/spaces";
  }

  String page(UriInfo uri, Poll poll) {
    return spaces(uri) + "/" + part(poll.space()) + "/polls/" + poll.content().id();
  }

  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String origin(UriInfo uri) {
    URI asked = uri.getBaseUri();
    String here = asked.getScheme() + "://" + asked.getRawAuthority();
    return settings.publicOrigins().stream()
        .filter(origin -> !isLoopback(origin))
        .findFirst()
        .map(URI::toString)
        .map(origin -> origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin)
        .orElse(here);
  }

  /** Without a public origin the settings name this machine's own, which helps no one elsewhere. */
  private static boolean isLoopback(URI origin) {
    String host = String.valueOf(origin.getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
