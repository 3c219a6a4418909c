/** The resources of the REST API, see docs/rest-api.md. */
@NullMarked
package org.prytany.app.rest;

import org.jspecify.annotations.NullMarked;
