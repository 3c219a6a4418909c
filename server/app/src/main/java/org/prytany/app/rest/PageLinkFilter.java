package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Says in an answer's headers that there is another page. */
@Provider
@Paged
@ApplicationScoped
public class PageLinkFilter implements ContainerResponseFilter {

  @Inject private PageLinks links;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    links
        .header(response.getStatus(), request.getUriInfo().getQueryParameters())
        .ifPresent(link -> response.getHeaders().add(HttpHeaders.LINK, link));
  }
}
