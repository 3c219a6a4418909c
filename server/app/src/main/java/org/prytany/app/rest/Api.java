package org.prytany.app.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Where the API is. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Prytany",
            version = "1",
            description =
                "Digests, votes and payouts of DAOs. Integers of 256 bits and amounts in base units"
                    + " are decimal strings, times are ISO-8601 UTC, errors are"
                    + " application/problem+json.",
            license = @License(name = "Apache License 2.0", identifier = "Apache-2.0")))
@SecurityScheme(
    securitySchemeName = "session",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "The token of POST /session")
public class Api extends Application {}
